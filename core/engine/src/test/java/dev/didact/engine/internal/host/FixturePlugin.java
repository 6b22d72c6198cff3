package dev.didact.engine.internal.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A plugin that a test compiles with the processor that authors use, and packs as the plugin parent does.
public final class FixturePlugin {
    private static final Pattern TYPE = Pattern.compile(
            "package ([\\w.]+);.*?public [\\w ]*?(?:class|record|interface|enum) (\\w+)", Pattern.DOTALL);

    /// The same sources are compiled once; tests change copies.
    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, byte[]> entries = new TreeMap<>();

    private FixturePlugin() {}

    /// Compiled with Didact's processor.
    public static FixturePlugin of(String id, String version, String... sources) {
        var plugin = new FixturePlugin();
        List<String> options = List.of(
                "-processor",
                "dev.didact.processor.ContributionProcessor",
                "-Adidact.id=" + id,
                "-Adidact.version=" + version,
                "-Adidact.title=Fixture",
                "-Adidact.licence=Apache-2.0",
                "-Adidact.support=https://example.org/issues");
        compile(options, sources).forEach((name, bytes) -> {
            switch (name) {
                case Archive.MANIFEST -> plugin.entries.put(name, bytes);
                case "META-INF/didact/plugin.properties" -> plugin.entries.put("plugin.properties", bytes);
                default -> plugin.entries.put("classes/" + name, bytes);
            }
        });
        return plugin;
    }

    /// Compiled with PF4J's processor alone, as PF4J's documentation says.
    static FixturePlugin textbook(String properties, String... sources) {
        var plugin = new FixturePlugin();
        compile(List.of("-processor", "org.pf4j.processor.ExtensionAnnotationProcessor"), sources)
                .forEach((name, bytes) -> plugin.entries.put("classes/" + name, bytes));
        return plugin.with("plugin.properties", properties);
    }

    /// A rubric `polite` that says yes, whose grader does this first.
    public static String rubric(String name, String members, String grade) {
        return """
                package org.example;
                import dev.didact.api.*;
                import dev.didact.api.grading.*;
                import java.util.*;
                @Contributes(id = "%s", title = "A rubric")
                public final class %s implements Rubric<NoConfig> {
                    %s
                    @Override public List<Criterion> criteria(NoConfig config) {
                        return List.of(Criterion.yesNo("polite", "Is it polite?"));
                    }
                    @Override public Grader open(NoConfig config, Context context) {
                        return subject -> {
                            %s
                            return Step.done(Map.of("polite", criteria(config).getFirst().answer(true, List.of())));
                        };
                    }
                }
                """.formatted(name.toLowerCase(java.util.Locale.ROOT), name, members, grade);
    }

    FixturePlugin with(String entry, String text) {
        return with(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    FixturePlugin with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    FixturePlugin without(String entry) {
        if (entries.remove(entry) == null) {
            throw new IllegalArgumentException("no " + entry + " in " + entries.keySet());
        }
        return this;
    }

    FixturePlugin changing(String entry, UnaryOperator<byte[]> change) {
        byte[] before = entries.get(entry);
        if (before == null) {
            throw new IllegalArgumentException("no " + entry + " in " + entries.keySet());
        }
        return with(entry, change.apply(before.clone()));
    }

    FixturePlugin changingManifest(UnaryOperator<String> change) {
        return changing(
                Archive.MANIFEST,
                bytes -> change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /// The classes as a jar of their own.
    byte[] jar() {
        var classes = new LinkedHashMap<String, byte[]>();
        entries.forEach((name, bytes) -> {
            if (name.startsWith("classes/")) {
                classes.put(name.substring("classes/".length()), bytes);
            }
        });
        return zip(classes);
    }

    public Path zipInto(Path folder, String fileName) {
        return write(folder.resolve(fileName), zip(entries));
    }

    Path unpackInto(Path folder) {
        entries.forEach((name, bytes) -> write(folder.resolve(name), bytes));
        return folder;
    }

    /// Leaves in `target/classes` of a project what a compiler would.
    void buildInto(Path project) {
        Path classes = project.resolve("target/classes");
        entries.forEach((name, bytes) -> write(
                classes.resolve(
                        name.equals("plugin.properties")
                                ? "META-INF/didact/plugin.properties"
                                : name.replaceFirst("^classes/", "")),
                bytes));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> entries) {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> compile(List<String> options, String... sources) {
        return COMPILED.computeIfAbsent(
                String.join("\n", options) + String.join("\n", sources), _ -> compileNow(options, sources));
    }

    private static Map<String, byte[]> compileNow(List<String> options, String... sources) {
        try {
            Path folder = Files.createTempDirectory("fixture-plugin-");
            try {
                var diagnostics = new DiagnosticCollector<JavaFileObject>();
                var arguments = new ArrayList<>(
                        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:full"));
                arguments.addAll(options);
                List<JavaFileObject> files =
                        Stream.of(sources).map(FixturePlugin::source).toList();
                boolean fine = ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, diagnostics, arguments, null, files)
                        .call();
                if (!fine) {
                    throw new IllegalArgumentException(
                            diagnostics.getDiagnostics().toString());
                }
                return contents(folder);
            } finally {
                try (Stream<Path> made = Files.walk(folder)) {
                    for (Path path :
                            made.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, byte[]>();
        try (Stream<Path> made = Files.walk(folder)) {
            for (Path path : made.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return contents;
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
