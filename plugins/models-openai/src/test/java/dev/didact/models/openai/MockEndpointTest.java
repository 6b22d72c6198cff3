package dev.didact.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply.Answered;
import dev.didact.models.openai.OpenAiConfig.Schema;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// The provider against the mock endpoint of the bench, which lies beside the checkout; skipped where it does not.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MockEndpointTest {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
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

    @Test
    void theSameCallGetsTheSameAnswerWithItsUsage() throws Exception {
        var first = (Answered) answer(Scripted.call("Why is the sea salt?"));
        assertThat(first.text()).startsWith("ANSWER-");
        assertThat(first.usage().in()).isPositive();
        assertThat(first.usage().out()).isPositive();
        assertThat(answer(Scripted.call("Why is the sea salt?"))).isEqualTo(first);
        assertThat(answer(Scripted.call("Why is the sky blue?"))).isNotEqualTo(first);
    }

    @Test
    void aJudgesPromptIsAnsweredWithOneJsonObject() throws Exception {
        var answered = (Answered) answer(Scripted.call("<Rubric>Is it right?</Rubric>"));
        assertThat(answered.text()).startsWith("{\"reason\": ").contains("\"pass\": ");
    }

    @Test
    void overloadIsTransientWithTheWaitThatTheMockNames() throws Exception {
        configure("err429=1&retry-after=2");
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> answer(Scripted.call("u")))
                .withMessageContaining("answered 429: Rate limit reached")
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(2)));
    }

    @Test
    void serverErrorsDroppedConnectionsAndHalfBodiesAreTransient() throws Exception {
        for (String fault : List.of("err500", "drop", "bad")) {
            configure("err500=0&drop=0&bad=0&" + fault + "=1");
            assertThatExceptionOfType(DidactException.Transient.class)
                    .as(fault)
                    .isThrownBy(() -> answer(Scripted.call("u")))
                    .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
        }
    }

    @Test
    void underMixedFaultsEveryCallIsAnsweredWithinAFewTries() throws Exception {
        configure("err429=0.1&err500=0.1&bad=0.1&drop=0.1");
        for (int call = 0; call < 50; call++) {
            Optional<Answered> answered = Optional.empty();
            for (int attempt = 0; attempt < 30 && answered.isEmpty(); attempt++) {
                try {
                    answered = Optional.of((Answered) answer(Scripted.call("question " + call)));
                } catch (DidactException.Transient e) {
                    assertThat(e).hasMessageNotContaining(Scripted.SECRET);
                }
            }
            assertThat(answered).isPresent();
        }
    }

    private Object answer(ModelCall call) throws DidactException, InterruptedException {
        Context context = TestContext.withRandomSeed(7).with(this::send).knowing(Scripted.KEY, Scripted.SECRET);
        var config = Scripted.config("mock", base + "/v1", "30s", Schema.JSON_SCHEMA);
        try (Model model = new OpenAiProvider().open(config, Optional.empty(), context)) {
            return model.answer(List.of(call)).getFirst();
        }
    }

    /// As small a host's HTTP as will do on loopback.
    private Http.Answer send(Http.Call call) throws DidactException, InterruptedException {
        var request = HttpRequest.newBuilder(call.uri())
                .timeout(call.deadline())
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Http.Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new DidactException.Transient("the connection failed", e);
        }
    }

    private void configure(String options) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/config?" + options)).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"configured\":true");
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
