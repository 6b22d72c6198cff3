package dev.didact.engine.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HostHttpTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final HttpPool pool = HttpPool.open(4);

    @AfterEach
    void closePool() throws IOException {
        pool.close();
    }

    @Test
    void bodyHeadersAndStatusGoBothWays() throws Exception {
        var seen = new ConcurrentHashMap<String, String>();
        try (var server = new Answering(exchange -> {
            seen.put("body", new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            seen.put("method", exchange.getRequestMethod());
            exchange.getRequestHeaders()
                    .forEach((name, values) -> seen.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            exchange.getResponseHeaders().add("X-Two", "one");
            exchange.getResponseHeaders().add("X-Two", "two");
            byte[] answer = "grüße".getBytes(UTF_8);
            exchange.sendResponseHeaders(418, answer.length);
            exchange.getResponseBody().write(answer);
        })) {
            Http.Answer answer = http(server.uri())
                    .send(new Http.Call(
                            "POST",
                            server.uri(),
                            Map.of("Authorization", "Bearer k", "Content-Type", "application/json"),
                            "{}".getBytes(UTF_8),
                            LONG));

            assertThat(answer.status()).isEqualTo(418);
            assertThat(new String(answer.body(), UTF_8)).isEqualTo("grüße");
            assertThat(answer.headers()).containsEntry("x-two", java.util.List.of("one", "two"));
            assertThat(seen)
                    .containsEntry("body", "{}")
                    .containsEntry("method", "POST")
                    .containsEntry("authorization", "Bearer k")
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKeys("accept-encoding", "cookie", "upgrade");
        }
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
        var requests = new AtomicInteger();
        try (var server = new Answering(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        })) {
            assertThat(http(server.uri()).send(get(server.uri(), LONG)).status())
                    .isEqualTo(307);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void whereARedirectPointsToIsHeldAgainstTheGrantsLikeAnyAddress() throws Exception {
        try (var inner = new Answering(exchange -> exchange.sendResponseHeaders(200, -1));
                var server = new Answering(exchange -> {
                    exchange.getResponseHeaders().add("Location", inner.uri().toString());
                    exchange.sendResponseHeaders(302, -1);
                })) {
            Http http = http(server.uri());
            URI elsewhere = URI.create(
                    http.send(get(server.uri(), LONG)).header("location").orElseThrow());

            assertThatExceptionOfType(DidactException.Denied.class)
                    .isThrownBy(() -> http.send(get(elsewhere, LONG)))
                    .satisfies(denied -> assertThat(denied.capability())
                            .isEqualTo("network " + elsewhere.getHost() + ":" + elsewhere.getPort()))
                    .withMessageContaining("is not among the addresses");
        }
    }

    @Test
    void aManifestGrantsNoPrivateAddressAndTheUserDoes() throws Exception {
        try (var server = new Answering(exchange -> exchange.sendResponseHeaders(200, -1))) {
            String endpoint = "localhost:" + server.uri().getPort();
            URI address = URI.create("http://" + endpoint + "/");

            assertThatExceptionOfType(DidactException.Denied.class)
                    .isThrownBy(() ->
                            pool.reaching(Set.of(Reach.declared(endpoint))).send(get(address, LONG)))
                    .satisfies(denied -> assertThat(denied.capability()).isEqualTo("network " + endpoint))
                    .withMessageContaining("127.0.0.1")
                    .withMessageContaining("name its address in the recipe");
            assertThat(pool.reaching(Set.of(Reach.declared(endpoint), Reach.granted(address)))
                            .send(get(address, LONG))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "::a00:1",
                "100::1",
                "fec0::1",
                "2001::a00:1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1"
            })
    void anAddressThatIsNotOfThePublicNetworkIsNoPublicOne(String address) throws Exception {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.128.0.1",
                "172.32.0.1",
                "192.169.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2001:200::1"
            })
    void anAddressOfThePublicNetworkIsOne(String address) throws Exception {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void cookiesAreNotKept() throws Exception {
        var cookies = new AtomicInteger();
        try (var server = new Answering(exchange -> {
            if (exchange.getRequestHeaders().containsKey("Cookie")) {
                cookies.incrementAndGet();
            }
            exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
            exchange.sendResponseHeaders(200, -1);
        })) {
            Http http = http(server.uri());
            http.send(get(server.uri(), LONG));
            http.send(get(server.uri(), LONG));
            assertThat(cookies).hasValue(0);
        }
    }

    @Test
    void anOverloadedServerIsAskedOnce() throws Exception {
        var requests = new AtomicInteger();
        try (var server = new Answering(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
        })) {
            assertThat(http(server.uri()).send(get(server.uri(), LONG)).header("retry-after"))
                    .contains("0");
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void aCompressedBodyStaysAsItCame() throws Exception {
        byte[] bomb = {31, -117, 8, 0, 1, 2, 3};
        try (var server = new Answering(exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.length);
            exchange.getResponseBody().write(bomb);
        })) {
            assertThat(http(server.uri()).send(get(server.uri(), LONG)).body()).isEqualTo(bomb);
        }
    }

    @Test
    void anAddressThatNobodyGrantedIsDeniedByName() throws Exception {
        Http http = pool.reaching(Set.of(Reach.granted(URI.create("http://127.0.0.1:8000/v1"))));
        assertThatExceptionOfType(DidactException.Denied.class)
                .isThrownBy(() -> http.send(get(URI.create("http://127.0.0.1:8001/v1"), LONG)))
                .withMessageContaining("127.0.0.1:8001")
                .withMessageContaining("127.0.0.1:8000");
        assertThatExceptionOfType(DidactException.Denied.class)
                .isThrownBy(() -> http.send(get(URI.create("http://localhost:8000/v1"), LONG)));
    }

    @Test
    void withoutEncryptionOnlyLoopbackAndWhatTheRecipeNamesIsReached() {
        assertThat(Reach.declared("api.example.org:80").covers(URI.create("http://api.example.org/v1")))
                .isFalse();
        assertThat(Reach.declared("API.example.org:443").covers(URI.create("https://api.EXAMPLE.org/v1")))
                .isTrue();
        assertThat(Reach.granted(URI.create("http://api.example.org/v1"))
                        .covers(URI.create("http://api.example.org/x")))
                .isTrue();
        assertThat(Reach.granted(URI.create("http://api.example.org/v1"))
                        .covers(URI.create("https://api.example.org/x")))
                .isFalse();
        assertThat(Reach.declared("localhost:80").covers(URI.create("http://localhost/x")))
                .isTrue();
        assertThat(Reach.declared("[::1]:80").covers(URI.create("http://[::1]/x")))
                .isTrue();
        assertThat(Reach.declared("127.evil.example.org:80").covers(URI.create("http://127.evil.example.org/")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding"})
    void headersOfTheHostAreDenied(String name) {
        URI uri = URI.create("http://127.0.0.1:1/");
        assertThatExceptionOfType(DidactException.Denied.class)
                .isThrownBy(() -> http(uri).send(new Http.Call("GET", uri, Map.of(name, "1"), new byte[0], LONG)))
                .withMessageContaining(name);
    }

    @Test
    void aLineBreakInAHeaderIsDeniedWithoutShowingTheValue() {
        URI uri = URI.create("http://127.0.0.1:1/");
        assertThatExceptionOfType(DidactException.Denied.class)
                .isThrownBy(() -> http(uri)
                        .send(new Http.Call(
                                "GET", uri, Map.of("Authorization", "Bearer s3cret\r\nX: y"), new byte[0], LONG)))
                .withMessageContaining("Authorization")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void aClosedPortIsTransientAndAsksWhetherTheEndpointRuns() throws Exception {
        int port;
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> http(uri).send(get(uri, LONG)))
                .withMessageContaining("127.0.0.1:" + port)
                .withMessageContaining("running");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
                "garbage\r\n\r\n",
            })
    void aBrokenAnswerIsTransient(String bytes) throws Exception {
        try (var server = new BrokenServer((socket, _) -> {
            socket.getInputStream().read();
            BrokenServer.write(socket, bytes);
        })) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> http(server.uri()).send(get(server.uri(), LONG)))
                    .withMessageContaining("127.0.0.1");
        }
    }

    @Test
    void aResetConnectionIsTransient() throws Exception {
        try (var server = new BrokenServer((socket, _) -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        })) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> http(server.uri()).send(get(server.uri(), LONG)));
        }
    }

    @Test
    void aBodyOverTheLimitIsPermanentAndTheConnectionIsClosed() throws Exception {
        try (var server = new BrokenServer((socket, _) -> {
            socket.getInputStream().read();
            BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            while (true) {
                BrokenServer.write(socket, chunk);
            }
        })) {
            assertThatExceptionOfType(DidactException.Permanent.class)
                    .isThrownBy(() -> http(server.uri()).send(get(server.uri(), LONG)))
                    .withMessageContaining("16 MB");
            assertThat(server.ended.await(40, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endlessHeadersAreTransient() throws Exception {
        try (var server = new BrokenServer((socket, _) -> {
            socket.getInputStream().read();
            BrokenServer.write(socket, "HTTP/1.1 200 OK\r\n");
            while (true) {
                BrokenServer.write(socket, "X: " + "y".repeat(1000) + "\r\n");
            }
        })) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> http(server.uri()).send(get(server.uri(), LONG)));
        }
    }

    @Test
    void theDeadlineIsTotalForAnAnswerThatTricklesAndTheConnectionIsClosed() throws Exception {
        try (var server = new BrokenServer((socket, _) -> {
            socket.getInputStream().read();
            BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            var pause = new CountDownLatch(1);
            while (!pause.await(5, TimeUnit.MILLISECONDS)) {
                BrokenServer.write(socket, "x");
            }
        })) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> http(server.uri()).send(get(server.uri(), SHORT)))
                    .withMessageContaining("within 200 ms");
            assertThat(server.ended.await(40, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theDeadlineEndsACallThatIsNeverAnsweredAndFreesItsConnection() throws Exception {
        try (var single = HttpPool.open(1);
                var silent =
                        new BrokenServer((socket, _) -> socket.getInputStream().readAllBytes());
                var good = new Answering(exchange -> exchange.sendResponseHeaders(204, -1))) {
            Http http = single.reaching(Set.of(Reach.granted(silent.uri()), Reach.granted(good.uri())));
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> http.send(get(silent.uri(), SHORT)));
            assertThat(http.send(get(good.uri(), LONG)).status()).isEqualTo(204);
        }
    }

    @Test
    void aCallWaitsForAFreeConnectionWithinItsDeadline() throws Exception {
        try (var single = HttpPool.open(1)) {
            var done = new AtomicReference<Throwable>();
            try (var silent =
                    new BrokenServer((socket, _) -> socket.getInputStream().readAllBytes())) {
                Http http = single.reaching(Set.of(Reach.granted(silent.uri())));
                Thread first = Thread.ofVirtual().start(() -> {
                    try {
                        http.send(get(silent.uri(), LONG));
                    } catch (DidactException | InterruptedException e) {
                        done.set(e);
                    }
                });
                while (silent.connections() == 0) {
                    Thread.onSpinWait();
                }
                assertThatExceptionOfType(DidactException.Transient.class)
                        .isThrownBy(() -> http.send(get(silent.uri(), SHORT)));
                assertThat(silent.connections()).isEqualTo(1);
                first.interrupt();
                first.join();
            }
            assertThat(done.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptionEndsTheCallAndItsConnection(boolean virtual) throws Exception {
        try (var server =
                new BrokenServer((socket, _) -> socket.getInputStream().readAllBytes())) {
            var ended = new AtomicReference<Throwable>();
            Runnable body = () -> {
                try {
                    http(server.uri()).send(get(server.uri(), LONG));
                } catch (DidactException | InterruptedException e) {
                    ended.set(e);
                }
            };
            Thread caller = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(body);
            while (server.connections() == 0) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            caller.join();
            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
            assertThat(server.ended.await(40, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aConnectionThatDiedInThePoolIsReplacedOnceWithoutTheCallerNoticing() throws Exception {
        try (var server = new BrokenServer((socket, connection) -> {
            socket.getInputStream().read();
            BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + connection);
        })) {
            Http http = http(server.uri());
            for (int call = 1; call <= 3; call++) {
                assertThat(http.send(get(server.uri(), LONG)).body()).isEqualTo(("" + call).getBytes(UTF_8));
            }
        }
    }

    @Test
    void aFreshConnectionThatFailsIsNotReplaced() throws Exception {
        try (var server =
                new BrokenServer((socket, _) -> socket.getInputStream().read())) {
            assertThatThrownBy(() -> http(server.uri()).send(get(server.uri(), LONG)))
                    .isInstanceOf(DidactException.Transient.class)
                    .hasMessageContaining("without an answer");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aReusedConnectionThatFailsBehindTheFirstByteIsNotReplaced() throws Exception {
        try (var server = new BrokenServer((socket, connection) -> {
            for (int request = 1; request <= 2; request++) {
                socket.getInputStream().read(new byte[8192]);
                BrokenServer.write(
                        socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + (request == 1 ? "ab" : "a"));
            }
        })) {
            Http http = http(server.uri());
            assertThat(http.send(get(server.uri(), LONG)).body()).hasSize(2);
            assertThatThrownBy(() -> http.send(get(server.uri(), LONG))).hasMessageContaining("cut its answer off");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void keptConnectionsAreUsedAgain() throws Exception {
        var clients = ConcurrentHashMap.newKeySet();
        try (var server = new Answering(exchange -> {
            clients.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(UTF_8));
        })) {
            Http http = http(server.uri());
            for (int call = 0; call < 5; call++) {
                http.send(get(server.uri(), LONG));
            }
            assertThat(clients).hasSize(1);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForStandsInTheWayOfTheRun(@TempDir Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys.p12"))));
        server.start();
        try {
            URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/v1");
            assertThatExceptionOfType(DidactException.Unavailable.class)
                    .isThrownBy(() -> http(uri).send(get(uri, LONG)))
                    .withMessageContaining("certificate");
        } finally {
            server.stop(0);
        }
    }

    /// A certificate that its owner alone signed, made by the JDK's tool.
    private static SSLContext selfSigned(Path store) throws Exception {
        char[] password = "password".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void theTextOfACallShowsNoHeader() {
        var call = new Http.Call(
                "GET", URI.create("http://localhost/x"), Map.of("Authorization", "Bearer s3cret"), new byte[0], LONG);
        assertThat(call).hasToString("GET http://localhost/x");
    }

    private Http http(URI granted) {
        return pool.reaching(Set.of(Reach.granted(granted)));
    }

    private static Http.Call get(URI uri, Duration deadline) {
        return new Http.Call("GET", uri, Map.of(), new byte[0], deadline);
    }

    /// A well-behaved loopback server with one handler.
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;

        Answering(com.sun.net.httpserver.HttpHandler handler) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.createContext("/", exchange -> {
                try (exchange) {
                    handler.handle(exchange);
                }
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/x");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
