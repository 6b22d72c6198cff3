package dev.didact.bench;

import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.host.PluginHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What [Listing] takes over a hundred installed plugins and over none, each time in a JVM of its own that starts from
/// an archive of its classes, as the distribution has one.
final class ListingCost {
    private static final int PLUGINS = 100;
    private static final int TRIES = 11;
    private static final String OF_PLUGINS = "dev.didact.rubrics.checks.";

    private final Path folder;
    private final String classPath;

    /// @param classPath jars alone: an archive of classes takes nothing from folders
    private ListingCost(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /// What one listing took, in microseconds.
    private record Told(long thread, long process) {}

    /// Measures and prints.
    ///
    /// @throws IllegalStateException if a listing lists something else or loads a class of a plugin
    static void print(String classPath) throws IOException, InterruptedException {
        Path folder = Fixture.folder();
        try {
            var cost = new ListingCost(folder, classPath);
            Path none = Files.createDirectories(folder.resolve("none"));
            Path hundred = Files.createDirectories(folder.resolve("hundred"));
            try (PluginHost host = Fixture.host(hundred)) {
                var installer = new Installer(host, _ -> {});
                for (int i = 0; i < PLUGINS; i++) {
                    installer.install(installer.offer(
                            Fixture.plugin("org.example.p" + i, "1.0.0", folder.resolve("archives/p" + i + ".zip"))));
                }
            }
            cost.listed(hundred, PLUGINS, "-XX:ArchiveClassesAtExit=" + folder.resolve("classes.jsa"));
            cost.print(none, hundred);
        } finally {
            Fixture.delete(folder);
        }
    }

    private void print(Path none, Path hundred) throws IOException, InterruptedException {
        String archive = "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa");
        var without = new ArrayList<Told>();
        var with = new ArrayList<Told>();
        for (int i = 0; i < TRIES; i++) {
            without.add(listed(none, 0, archive));
            with.add(listed(hundred, PLUGINS, archive));
        }
        System.out.println("Listing " + PLUGINS + " installed plugins: processor time in ms, " + TRIES + " JVMs each");
        print("the listing thread", without, with, Told::thread);
        print("the process, its start and the JIT included", without, with, Told::process);
        System.out.println("  classes of theirs loaded: 0");
    }

    private static void print(String what, List<Told> without, List<Told> with, ToLongFunction<Told> time) {
        double[] none = millis(without, time);
        double[] all = millis(with, time);
        System.out.printf(
                Locale.ROOT,
                "  %s: %.0f more (least), %.0f more (median); %.0f to %.0f with them, %.0f to %.0f without%n",
                what,
                all[0] - none[0],
                all[TRIES / 2] - none[TRIES / 2],
                all[0],
                all[TRIES - 1],
                none[0],
                none[TRIES - 1]);
    }

    private static double[] millis(List<Told> told, ToLongFunction<Told> time) {
        return told.stream()
                .mapToLong(time)
                .sorted()
                .mapToDouble(micros -> micros / 1e3)
                .toArray();
    }

    private Told listed(Path home, int plugins, String archive) throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes.log");
        Process listing = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        archive,
                        "-Xlog:disable",
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        classPath,
                        Listing.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] numbers = told.split(" ", -1);
        if (listing.waitFor() != 0 || numbers.length != 3) {
            throw new IllegalStateException("the listing told: " + told);
        }
        // The engine brings one along itself.
        if (Integer.parseInt(numbers[0]) != plugins + 1) {
            throw new IllegalStateException(numbers[0] + " plugins were listed");
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            lines.filter(line -> line.contains(OF_PLUGINS)).findFirst().ifPresent(line -> {
                throw new IllegalStateException("a class of a plugin was loaded: " + line);
            });
        }
        return new Told(Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }
}
