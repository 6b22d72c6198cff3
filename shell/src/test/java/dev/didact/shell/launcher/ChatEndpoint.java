package dev.didact.shell.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// An endpoint on loopback that speaks as the path that is asked for: OpenAI-compatible, Anthropic, Gemini or Ollama.
final class ChatEndpoint implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final UnaryOperator<String> answers;

    /// Everything that was asked, whatever the path: `POST /v1/chat/completions BODY`.
    final List<String> asked = new CopyOnWriteArrayList<>();

    /// @param answers what to say to the body of a request
    ChatEndpoint(UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// What recipes call `base-url`.
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            String said = JsonMapper.shared().writeValueAsString(answers.apply(body));
            byte[] answer = form(exchange.getRequestURI().getPath())
                    .replace("SAID", said)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String form(String path) {
        if (path.endsWith("/messages")) {
            return """
                    {"content": [{"type": "text", "text": SAID}], "stop_reason": "end_turn",
                     "usage": {"input_tokens": 20, "output_tokens": 8}}
                    """;
        }
        if (path.endsWith(":generateContent")) {
            return """
                    {"candidates": [{"content": {"parts": [{"text": SAID}]}, "finishReason": "STOP"}],
                     "usageMetadata": {"promptTokenCount": 20, "candidatesTokenCount": 8}}
                    """;
        }
        if (path.endsWith("/api/chat")) {
            return """
                    {"message": {"role": "assistant", "content": SAID}, "done": true, "done_reason": "stop",
                     "prompt_eval_count": 20, "eval_count": 8}
                    """;
        }
        return """
                {"choices": [{"message": {"role": "assistant", "content": SAID}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 20, "completion_tokens": 8}}
                """;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
