package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `notes` against an endpoint on loopback.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class NotesExampleTest {
    @TempDir
    Path folder;

    @Test
    void everyPassageIsAskedAboutAndEverySampleIsJudged() throws Exception {
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        endpoint.createContext("/v1/chat/completions", NotesExampleTest::answer);
        endpoint.start();
        try {
            String recipe = " examples/notes/recipe.yaml --set params.endpoint=http://127.0.0.1:"
                    + endpoint.getAddress().getPort() + "/v1";
            String printed = new Distribution(folder)
                    .print("./didact -c 'preview" + recipe + "; run" + recipe + "; export 1 --to data --format jsonl'");
            assertThat(printed)
                    .contains("item texts/bread.md[0,373)")
                    .contains("round 1  generated 8  accepted 8  ", "quarantined 0  ungraded 0\n")
                    .contains("run 1 completed");
        } finally {
            endpoint.stop(0);
        }
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).isNotEmpty();
        }
    }

    /// Who asks for a shape is the judge, and gets its shape.
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String content = asked.contains("\"response_format\"")
                    ? "{\\\"reason\\\": \\\"It is.\\\", \\\"pass\\\": true}"
                    : "Flour, water, salt and time make bread.";
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
