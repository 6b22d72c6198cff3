package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Usage;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All four formats over a connection, against a double of their endpoints that answers what is asked as documented and
/// refuses everything else.
@Timeout(60)
final class LoopbackTest {
    private final Http http = new LoopbackHttp();
    private final HttpServer server;

    LoopbackTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", LoopbackTest::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionIsAnsweredOverTheConnection(Dialect dialect) throws Exception {
        assertThat(ask(dialect, Scripted.SECRET))
                .isEqualTo(Answered.of("You asked: Warum größer? 😀", new Usage(7, 3)));
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeyIsRefused(Dialect dialect) {
        assertThatExceptionOfType(DidactException.Unavailable.class)
                .isThrownBy(() -> ask(dialect, "sk-other"))
                .withMessageContaining("check the value of env:TEST_KEY")
                .withMessageNotContaining("sk-other");
    }

    private Reply ask(Dialect dialect, String key) throws DidactException, InterruptedException {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort()
                + URI.create(dialect.base).getPath());
        var context = TestContext.withRandomSeed(7).with(http).knowing(Scripted.KEY, key);
        try (Model model = dialect.open(base, Optional.of(Scripted.KEY), Optional.empty(), context)) {
            return model.answer(List.of(Scripted.call("Warum größer? 😀"))).getFirst();
        }
    }

    private static void handle(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        Optional<Dialect> dialect = List.of(Dialect.values()).stream()
                .filter(each -> (URI.create(each.base).getPath() + each.path)
                        .equals(exchange.getRequestURI().toString()))
                .findFirst();
        String body;
        int status = 200;
        if (dialect.isEmpty()) {
            status = 404;
            body = "{\"error\":{\"message\":\"no " + exchange.getRequestURI() + "\"}}";
        } else if (!Scripted.SECRET.equals(key(dialect.get(), exchange))) {
            status = 401;
            body = "{\"error\":{\"message\":\"wrong key " + key(dialect.get(), exchange) + "\"}}";
        } else {
            body = dialect.get()
                    .good("You asked: "
                            + question(dialect.get(), JsonMapper.shared().readTree(request)));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String key(Dialect dialect, HttpExchange exchange) {
        String header = switch (dialect) {
            case OPENAI, OLLAMA -> "Authorization";
            case ANTHROPIC -> "x-api-key";
            case GEMINI -> "x-goog-api-key";
        };
        String value = Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                .orElse("");
        return value.replaceFirst("^Bearer ", "");
    }

    private static String question(Dialect dialect, JsonNode request) {
        return switch (dialect) {
            case OPENAI, OLLAMA, ANTHROPIC -> request.at("/messages/0/content").asString("nothing");
            case GEMINI -> request.at("/contents/0/parts/0/text").asString("nothing");
        };
    }
}
