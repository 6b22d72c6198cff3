package dev.didact.engine.internal.loop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An endpoint on this machine for a [SumEndpoint]. By itself it never answers two requests alike: every third answer
/// is the sum of 1+1, the others are wrong.
final class LoopbackEndpoint implements AutoCloseable {
    /// How many requests came in.
    final AtomicInteger requests = new AtomicInteger();

    /// What it does with a request.
    volatile Behaviour behaviour = NUMBER;

    static final Behaviour NUMBER = (exchange, request, _) -> number(exchange, request);

    private final HttpServer server;

    /// What is done with the nth request, from 1.
    interface Behaviour {
        void answer(HttpExchange exchange, int request, String body) throws IOException;
    }

    LoopbackEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                behaviour.answer(exchange, requests.incrementAndGet(), body);
            }
        });
        server.start();
    }

    /// Where it is reached.
    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// The recipe of runs that ask it: most of their requests are the same.
    String recipe() {
        return """
            didact: recipe/1
            name: endpoint
            random-seed: 7
            models:   { far: { use: endpoint, with: { base-url: "http://localhost:%d", key: "env:FAR_KEY" } } }
            sources:  [ { id: sums, use: sums, with: { count: 5, same: true } } ]
            generate: [ { use: answer, model: far, per-item: 3, tries: 2 } ]
            grade:    [ { use: right } ]
            """.formatted(server.getAddress().getPort());
    }

    static void number(HttpExchange exchange, int request) throws IOException {
        respond(exchange, 200, request % 3 == 0 ? Sums.sum("1+1") : "wrong " + request);
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Set-Cookie", "session=not-for-the-journal");
        exchange.getResponseHeaders().add("X-Request-Id", "r-" + body.length());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Nothing listens any more.
    @Override
    public void close() {
        server.stop(0);
    }
}
