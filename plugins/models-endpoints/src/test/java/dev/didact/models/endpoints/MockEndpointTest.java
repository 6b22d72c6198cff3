package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The formats that the mock endpoint of the bench speaks, against it; it lies beside the checkout, and the tests are
/// skipped where it does not.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MockEndpointTest {
    private final Http http = new LoopbackHttp();
    private Optional<Process> mock = Optional.empty();
    private String base = "";

    @BeforeAll
    void startTheMock() throws Exception {
        Optional<Path> source = bench();
        assumeTrue(source.isPresent(), "skipped: no shared/bench/mockllm.c beside the checkout");
        Path program =
                Files.createDirectories(Path.of("target").toAbsolutePath()).resolve("mockllm");
        assumeTrue(compiled(source.get(), program), "skipped: mockllm.c could not be compiled with cc");
        int port = freePort();
        mock = Optional.of(new ProcessBuilder(program.toString(), "--port", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        base = "http://127.0.0.1:" + port;
        while (!listens(port)) {
            assertThat(mock.get().isAlive()).as("the mock runs").isTrue();
            Thread.onSpinWait();
        }
    }

    @BeforeEach
    void withoutFaults() throws Exception {
        configure("err429=0&err500=0&drop=0&bad=0&retry-after=1");
    }

    @AfterAll
    void stopTheMock() throws InterruptedException {
        if (mock.isPresent()) {
            mock.get().destroy();
            mock.get().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GEMINI")
    void theSameCallGetsTheSameAnswerWithItsUsage(Dialect dialect) throws Exception {
        var first = (Answered) answer(dialect, Scripted.call("Why is the sea salt?"));
        assertThat(first.text()).startsWith("ANSWER-");
        assertThat(first.usage().in()).isPositive();
        assertThat(first.usage().out()).isPositive();
        assertThat(answer(dialect, Scripted.call("Why is the sea salt?"))).isEqualTo(first);
        assertThat(answer(dialect, Scripted.call("Why is the sky blue?"))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GEMINI")
    void aJudgesPromptIsAnsweredWithOneJsonObject(Dialect dialect) throws Exception {
        var answered = (Answered) answer(dialect, Scripted.call("<Rubric>Is it right?</Rubric>"));
        assertThat(answered.text()).startsWith("{\"reason\": ").contains("\"pass\": ");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GEMINI")
    void overloadIsTransientWithTheWaitThatTheMockNames(Dialect dialect) throws Exception {
        configure("err429=1&retry-after=2");
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> answer(dialect, Scripted.call("u")))
                .withMessageContaining("answered 429: Rate limit reached")
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GEMINI")
    void serverErrorsDroppedConnectionsAndHalfBodiesAreTransient(Dialect dialect) throws Exception {
        for (String fault : List.of("err500", "drop", "bad")) {
            configure("err500=0&drop=0&bad=0&" + fault + "=1");
            assertThatExceptionOfType(DidactException.Transient.class)
                    .as(fault)
                    .isThrownBy(() -> answer(dialect, Scripted.call("u")))
                    .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GEMINI")
    void underMixedFaultsEveryCallIsAnsweredWithinAFewTries(Dialect dialect) throws Exception {
        configure("err429=0.1&err500=0.1&bad=0.1&drop=0.1");
        for (int call = 0; call < 50; call++) {
            Optional<Answered> answered = Optional.empty();
            for (int attempt = 0; attempt < 30 && answered.isEmpty(); attempt++) {
                try {
                    answered = Optional.of((Answered) answer(dialect, Scripted.call("question " + call)));
                } catch (DidactException.Transient e) {
                    assertThat(e).hasMessageNotContaining(Scripted.SECRET);
                }
            }
            assertThat(answered).isPresent();
        }
    }

    private Reply answer(Dialect dialect, ModelCall call) throws DidactException, InterruptedException {
        Context context = TestContext.withRandomSeed(7).with(http).knowing(Scripted.KEY, Scripted.SECRET);
        var address = URI.create(base + URI.create(dialect.base).getPath());
        try (Model model = dialect.open(address, Optional.of(Scripted.KEY), Optional.empty(), context)) {
            return model.answer(List.of(call)).getFirst();
        }
    }

    private void configure(String options) throws Exception {
        var address = URI.create(base + "/config?" + options);
        var call = new Http.Call("GET", address, Map.of(), new byte[0], Duration.ofSeconds(10));
        assertThat(new String(http.send(call).body(), StandardCharsets.UTF_8)).contains("\"configured\":true");
    }

    private static Optional<Path> bench() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path source = folder.resolve("shared/bench/mockllm.c");
            if (Files.isRegularFile(source)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    private static boolean compiled(Path source, Path program) throws InterruptedException {
        try {
            Process cc = new ProcessBuilder("cc", "-O1", "-pthread", "-o", program.toString(), source.toString(), "-lm")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return cc.waitFor(50, TimeUnit.SECONDS) && cc.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
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
