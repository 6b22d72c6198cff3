package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `support-qa` against an endpoint on loopback, whose teacher is mostly right and whose student learns to
/// be.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class SupportQaExampleTest {
    private static final Pattern MODEL = Pattern.compile("\"model\" ?: ?\"([^\"]+)\"");

    private final Set<String> models = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    @Test
    void questionsAreMadeFilteredAnsweredJudgedRevisedPairedAndLearned() throws Exception {
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        endpoint.createContext("/v1/chat/completions", this::answer);
        endpoint.start();
        String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1";
        try {
            String printed = new Distribution(folder)
                    .print("./didact run examples/support-qa/recipe.yaml --set params.teacher-endpoint=" + url
                            + " --set params.student-endpoint=" + url);
            assertThat(printed)
                    .containsPattern("round 1 {2}generated [0-9]+ {2}accepted [1-9][0-9]* ")
                    .containsPattern("question {2}in [0-9]+ {2}made [0-9]+ {2}out [0-9]+")
                    .containsPattern("fresh {5}in [0-9]+ {2}out [0-9]+")
                    .containsPattern(
                            "marked {4}in [0-9]+ {2}made [1-9][0-9]* {2}out [0-9]+ {2}dropped by grounded [0-9]+")
                    .containsPattern("pairs {5}in [0-9]+ {2}out [1-9][0-9]*")
                    .contains("run 1 completed");
        } finally {
            endpoint.stop(0);
        }
        assertThat(models).contains("large", "support-8b", "support-8b-r1", "support-8b-r2");
    }

    /// A judge is asked for a shape. It refuses every answer that the student has not been taught to give.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher named = MODEL.matcher(asked);
            String model = named.find() ? named.group(1) : "";
            models.add(model);
            String content;
            if (asked.contains("\"response_format\"")) {
                content = "{\\\"reason\\\": \\\"As it says.\\\", \\\"pass\\\": " + !asked.contains("I guess") + "}";
            } else if (asked.contains("Write one")) {
                content = "How does it work?";
            } else {
                boolean guesses = model.equals("support-8b") && !asked.contains("was refused");
                content = guesses ? "I guess it works with steam." : "It works as the text says.";
            }
            byte[] answer = """
                    {"choices": [{"message": {"role": "assistant", "content": "%s"}, "finish_reason": "stop"}],
                     "usage": {"prompt_tokens": 20, "completion_tokens": 8}}
                    """.formatted(content).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
