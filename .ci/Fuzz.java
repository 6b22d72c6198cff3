import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Lets Jazzer look for bytes that a parser does not bear, one parser after the other: every class of a module's tests
/// whose name ends in `Fuzz`. Run by `mvn -P fuzz verify`; what was found is a file `crash-…` in `target/fuzz/NAME`,
/// and belongs into the seeds of its target when the parser is mended.
final class Fuzz {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private Fuzz() {}

    /// @param arguments the module's `target` folder, its class path in tests, seconds for each parser, and the names
    ///     of those to fuzz with commas between them; all if there is none
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        String classPath = arguments[1];
        List<String> names =
                arguments.length < 4 || arguments[3].isEmpty() ? List.of() : List.of(arguments[3].split(","));
        var failed = new ArrayList<String>();
        for (String parser : parsers(target.resolve("test-classes"))) {
            String name = parser.substring(parser.lastIndexOf('.') + 1);
            if (names.isEmpty() || names.contains(name)) {
                Path folder = target.resolve("fuzz").resolve(name);
                plant(parser, classPath, Files.createDirectories(folder.resolve("corpus")));
                if (fuzz(parser, classPath, folder, arguments[2]) != 0) {
                    failed.add(name);
                }
            }
        }
        if (!failed.isEmpty()) {
            System.err.println("Jazzer found something in " + failed + "; see above");
            System.exit(1);
        }
    }

    private static List<String> parsers(Path classes) throws IOException {
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("Fuzz.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .toList();
        }
    }

    /// Writes down what a parser's own tests begin with.
    private static void plant(String parser, String classPath, Path corpus) throws Exception {
        try (var loader = new URLClassLoader(urls(classPath))) {
            Method seeds = loader.loadClass(parser).getMethod("seeds");
            int number = 0;
            for (Object seed : (List<?>) seeds.invoke(null)) {
                Files.write(corpus.resolve("seed-" + number++), (byte[]) seed);
            }
        }
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (String entry : classPath.split(java.io.File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static int fuzz(String parser, String classPath, Path folder, String seconds) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of(
                "-cp",
                classPath,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + parser,
                "--instrumentation_includes=dev.didact.**",
                // A manifest has patterns in its schemas; that is no injection.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + seconds,
                "-timeout=60",
                "-rss_limit_mb=3000",
                folder.resolve("corpus").toString()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
