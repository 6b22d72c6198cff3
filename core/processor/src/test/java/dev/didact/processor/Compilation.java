package dev.didact.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The compilation of a few sources with the processor and nothing else.
///
/// @param errors what the compiler refused, each with its line: `3: message`
/// @param folder where the classes and files went
record Compilation(List<String> errors, Path folder) {
    private static final Pattern TYPE = Pattern.compile(
            "package ([\\w.]+);.*?public [\\w ]*?(?:class|record|interface|enum) (\\w+)", Pattern.DOTALL);

    static Compilation of(Path folder, List<String> options, String... sources) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var arguments = new ArrayList<>(List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xlint:all,-processing,-classfile,-path",
                "-Werror",
                "-processor",
                ContributionProcessor.class.getName()));
        arguments.addAll(options);
        List<JavaFileObject> files = Stream.of(sources).map(Compilation::source).toList();
        boolean fine = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, arguments, null, files)
                .call();
        List<String> errors =
                diagnostics.getDiagnostics().stream().map(Compilation::text).toList();
        if (fine != errors.isEmpty()) {
            throw new AssertionError("the compiler said " + fine + " and " + errors);
        }
        return new Compilation(errors, folder);
    }

    /// With the options of a plugin.
    static Compilation ofPlugin(Path folder, String... sources) {
        return of(
                folder,
                List.of(
                        "-Adidact.id=org.example.essays",
                        "-Adidact.version=1.2.0",
                        "-Adidact.title=Essays",
                        "-Adidact.licence=Apache-2.0",
                        "-Adidact.support=https://example.org/essays/issues"),
                sources);
    }

    String file(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
        return (diagnostic.getLineNumber() < 0 ? "" : diagnostic.getLineNumber() + ": ") + diagnostic.getMessage(null);
    }

    private static JavaFileObject source(String text) {
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            throw new IllegalArgumentException("no public type in " + text);
        }
        String path = type.group(1).replace('.', '/') + "/" + type.group(2) + ".java";
        return SimpleJavaFileObject.forSource(URI.create("memory:///" + path), text);
    }
}
