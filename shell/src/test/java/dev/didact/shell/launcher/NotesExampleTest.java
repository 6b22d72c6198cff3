package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `notes` against the mock endpoint of the bench, which lies beside the checkout; skipped where it does
/// not.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class NotesExampleTest {
    @TempDir
    Path folder;

    private Optional<Process> mock = Optional.empty();
    private int port;

    @BeforeEach
    void startTheMock() throws Exception {
        Optional<Path> source = bench();
        assumeTrue(source.isPresent(), "skipped: no shared/bench/mockllm.c beside the checkout");
        assumeTrue(Distribution.onPath("cc"), "skipped: no cc to compile mockllm.c with");
        Path program = folder.resolve("mockllm");
        Process compiler = new ProcessBuilder(
                        "cc",
                        "-O1",
                        "-pthread",
                        "-o",
                        program.toString(),
                        source.get().toString(),
                        "-lm")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(
                compiler.waitFor(50, TimeUnit.SECONDS) && compiler.exitValue() == 0,
                "skipped: mockllm.c could not be compiled with cc");
        port = freePort();
        mock = Optional.of(new ProcessBuilder(program.toString(), "--port", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        while (!listens(port)) {
            assertThat(mock.get().isAlive()).as("the mock runs").isTrue();
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stopTheMock() throws InterruptedException {
        if (mock.isPresent()) {
            mock.get().destroy();
            mock.get().waitFor();
        }
    }

    @Test
    void everyPassageIsAskedAboutAndEverySampleIsJudged() throws Exception {
        String recipe = " examples/notes/recipe.yaml --set params.endpoint=http://127.0.0.1:" + port + "/v1";
        String printed = new Distribution(folder)
                .print("./didact -c 'preview" + recipe + "; run" + recipe + "; export 1 --to data --format jsonl'");
        assertThat(printed)
                .contains("item texts/bread.md[0,373)")
                .contains("round 1  generated 8  ", "quarantined 0  ungraded 0\n")
                .contains("run 1 completed");
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).isNotEmpty();
        }
    }

    private static Optional<Path> bench() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path source = above.resolve("shared/bench/mockllm.c");
            if (Files.isRegularFile(source)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    private static int freePort() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
