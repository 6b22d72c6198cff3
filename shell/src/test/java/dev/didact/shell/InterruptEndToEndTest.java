package dev.didact.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process of its own that is interrupted, or whose reader goes away. Skipped, and said so, where there is no `kill`.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptEndToEndTest {
    private static final int SIGINT = 2;

    private static final Path KILL = Path.of("/bin/kill");

    @TempDir
    Path folder = Path.of("");

    private Process start() throws IOException {
        Files.writeString(folder.resolve("endless.yaml"), "endless");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.didact.shell.FakeShell",
                        "run",
                        "endless.yaml",
                        "-o",
                        "jsonl")
                .directory(folder.toFile())
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-INT", "-TERM"})
    void anInterruptedRunKeepsEverythingAndSaysSo(String signal) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(KILL), "no /bin/kill: interrupts were not tried");
        assumeFalse(
                signal.equals("-INT") && interruptsAreIgnored(),
                "this build was started with SIGINT ignored, and so is every process it starts: -INT was not tried");
        Process process = start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).contains("run.started");
            assertThat(out.readLine()).contains("round.finished");
            Process kill = new ProcessBuilder(KILL.toString(), signal, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
            assertThat(out.readLine()).contains("run.finished");
            assertThat(out.readLine()).isNull();
            assertThat(err.lines().toList().getLast()).contains("E593", "resume 1");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    /// Whether this process was started so that interrupts are ignored, as a shell does for what it starts in the
    /// background; children inherit it.
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & (1L << (SIGINT - 1))) != 0);
    }

    @Test
    void startingNeedsNoTerminalLibrary() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.didact.shell.FakeShell",
                        "-c",
                        "help run; exit")
                .directory(folder.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .noneMatch(line -> line.contains(" org.jline.")
                            || line.contains(" org.pf4j.")
                            || line.contains(" tools.jackson."));
        }
        assertThat(process.waitFor()).isZero();
    }
}
