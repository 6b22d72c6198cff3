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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `endpoint-throughput` against an endpoint on loopback.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class ThroughputExampleTest {
    private static final String RECIPE =
            "./didact run examples/endpoint-throughput/recipe.yaml --set models.writer.with.base-url=";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void eachLineOfTheFileIsAskedOnceAndNothingElseIs() throws Exception {
        String prompts = IntStream.range(0, 200)
                .mapToObj(number -> "{\"id\": \"" + number + "\", \"prompt\": \"Count to " + number + ".\"}\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("mine.jsonl"), "{\"no prompt\n" + prompts);
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            endpoint.setExecutor(threads);
            endpoint.createContext("/", this::answer);
            endpoint.start();
            String base = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1";
            Distribution distribution = new Distribution(folder);
            assertThat(distribution.print(RECIPE + base))
                    .contains("round 1  generated 12  accepted 12  ", "run 1 completed");
            assertThat(asked).hasSize(12).doesNotHaveDuplicates();
            asked.clear();
            String printed = distribution.print(RECIPE + base + " --set sources.0.with.path="
                    + folder.resolve("mine.jsonl") + " --set flow.in-flight=1000 -o jsonl");
            assertThat(printed).contains("mine.jsonl:1:12: no JSON: ").contains("\"accepted\":200");
            assertThat(asked)
                    .hasSize(200)
                    .doesNotHaveDuplicates()
                    .allMatch(request -> request.startsWith("POST /v1/chat/completions"));
        } finally {
            endpoint.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = """
                    {"choices": [{"message": {"role": "assistant", "content": "One, two, three."},
                     "finish_reason": "stop"}], "usage": {"prompt_tokens": 5, "completion_tokens": 6}}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
