package dev.didact.engine.internal.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Python 3 for the tests of the process lane, which are skipped where there is none.
final class Python {
    /// The example programs.
    static final Path EXAMPLES =
            Path.of("..", "..", "examples", "process-lane").toAbsolutePath().normalize();

    private Python() {}

    static void isNeeded() {
        boolean there = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
        assumeTrue(there, "python3 is not on the PATH");
    }

    /// Writes a program into a recipe's folder.
    static void script(Path folder, String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
