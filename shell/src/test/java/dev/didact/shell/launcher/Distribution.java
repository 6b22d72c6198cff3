package dev.didact.shell.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The distribution that was just packed, in a folder where a person would use it: `./didact` and `examples/` are
/// there, and the workspace is made there.
final class Distribution {
    private static final Path PACKED = Path.of(System.getProperty("didact.distribution", "target/didact"));
    private static final long LONGEST_MINUTES = 10;

    private final Path folder;

    Distribution(Path folder) throws IOException {
        this.folder = folder;
        Files.createSymbolicLink(
                folder.resolve("didact"), PACKED.resolve("bin/didact").toRealPath());
        Files.createSymbolicLink(
                folder.resolve("examples"), PACKED.resolve("examples").toRealPath());
    }

    /// What a line of the shell prints, errors included.
    String print(String line) throws IOException, InterruptedException {
        Process process = start(line);
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("'" + line + "' hangs");
        }
        return Files.readString(folder.resolve("output"));
    }

    /// Starts a line of the shell; with `exec` before it, the process is that of the program itself.
    Process start(String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("DIDACT_") || name.startsWith("XDG_") || name.equals("COLUMNS"));
        builder.environment().putAll(Map.of("DIDACT_JAVA", System.getProperty("java.home"), "HOME", folder.toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /// The archive of a plugin.
    static Path archive(String plugin) throws IOException {
        try (Stream<Path> archives = Files.list(PACKED.resolve("plugins"))) {
            return archives.filter(archive -> archive.getFileName().toString().startsWith(plugin + "-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the distribution has no plugin " + plugin));
        }
    }

    /// Whether a program can be called by its name.
    static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
