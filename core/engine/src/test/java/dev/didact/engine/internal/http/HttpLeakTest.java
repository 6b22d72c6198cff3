package dev.didact.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is left behind by a thousand calls of which most go wrong, each kind in its turn.
///
/// What a call gives back it may give back a moment after its caller went on, so what is claimed is waited for.
@Timeout(120)
final class HttpLeakTest {
    private static final int CALLERS = 16;
    private static final int CALLS_EACH = 64;
    private static final int CALLS = CALLERS * CALLS_EACH;
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(50);
    /// What a Java process opens and closes of itself meanwhile: archives of classes, pollers.
    private static final int UNRELATED_FILES = 16;

    private final AtomicInteger served = new AtomicInteger();
    private final Faults faults = new Faults();

    @Test
    void brokenCallsLeaveNoConnection() throws Exception {
        try (var server = new BrokenServer(faults)) {
            try (var pool = HttpPool.open(CALLERS)) {
                callOften(pool, server);
                await(() -> faults.connected.get() <= CALLERS);
            }
            await(() -> faults.connected.get() == 0);

            assertThat(server.connections()).isGreaterThan(CALLS / 4);
        }
    }

    @Test
    void brokenCallsTakeNoPlaceInThePool() throws Exception {
        var together = new CountDownLatch(CALLERS);
        try (var pool = HttpPool.open(CALLERS);
                var broken = new BrokenServer(faults);
                var meeting = new BrokenServer((socket, _) -> {
                    socket.getInputStream().read(new byte[8192]);
                    together.countDown();
                    together.await();
                    BrokenServer.write(socket, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                })) {
            callOften(pool, broken);
            Http http = pool.reaching(Set.of(Reach.granted(meeting.uri())));
            Queue<Integer> answers = new ConcurrentLinkedQueue<>();
            together(() -> answers.add(http.send(call(meeting, LONG)).status()));

            assertThat(answers).hasSize(CALLERS).containsOnly(204);
        }
    }

    @Test
    void brokenCallsLeaveNoThread() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (var server = new BrokenServer(faults)) {
            var routes = new Routes(server.uri().getPort());
            ProxySelector.setDefault(routes);
            try (var pool = HttpPool.open(CALLERS)) {
                callOften(pool, server);

                await(() -> routes.asking.stream().noneMatch(Thread::isAlive));
            }
            assertThat(routes.asking).hasSizeGreaterThan(CALLS / 4);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void brokenCallsLeaveNoFileOpen() throws Exception {
        Assumptions.assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
                "this system does not tell how many files are open");
        callOftenAndClose();
        long before = openFiles();
        callOftenAndClose();

        await(() -> openFiles() <= before + UNRELATED_FILES);
    }

    private void callOftenAndClose() throws Exception {
        try (var server = new BrokenServer(faults)) {
            try (var pool = HttpPool.open(CALLERS)) {
                callOften(pool, server);
            }
            await(() -> faults.connected.get() == 0);
        }
    }

    /// Makes all the calls. Each must end, with an answer or with a failure that may pass.
    private void callOften(HttpPool pool, BrokenServer server) throws Exception {
        Http http = pool.reaching(Set.of(Reach.granted(server.uri())));
        var ended = new AtomicInteger();
        together(() -> {
            for (int call = 0; call < CALLS_EACH; call++) {
                if (call % 8 == 7) {
                    Thread.currentThread().interrupt();
                }
                try {
                    http.send(call(server, SHORT));
                } catch (DidactException.Transient | InterruptedException _) {
                    // What becomes of the call is not the question here.
                }
                ended.incrementAndGet();
            }
        });
        assertThat(ended).hasValue(CALLS);
    }

    private static Http.Call call(BrokenServer server, Duration deadline) {
        return new Http.Call("GET", server.uri(), Map.of(), new byte[0], deadline);
    }

    private interface Work {
        void run() throws DidactException, InterruptedException;
    }

    private static void together(Work work) throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    work.run();
                } catch (DidactException | InterruptedException | RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.interrupted())
                    .as("still not so when the time of the test was up")
                    .isFalse();
            Thread.onSpinWait();
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /// Remembers the threads of the exchanges: each asks the way to the server. Sends all of them there directly.
    private static final class Routes extends ProxySelector {
        final Set<Thread> asking = ConcurrentHashMap.newKeySet();
        private final int port;

        /// @param port of the server whose callers are noted; tests that run beside this one ask here too
        Routes(int port) {
            this.port = port;
        }

        @Override
        public List<Proxy> select(URI uri) {
            if (uri.getPort() == port) {
                asking.add(Thread.currentThread());
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // A failed call is not the question here.
        }
    }

    /// One fault after the other, and an answer among them. Where the server does not end a connection itself, it waits
    /// for the other side to do so.
    private final class Faults implements BrokenServer.Behaviour {
        final AtomicInteger connected = new AtomicInteger();

        @Override
        public void serve(Socket socket, int connection) throws IOException, InterruptedException {
            connected.incrementAndGet();
            try {
                if (socket.getInputStream().read(new byte[8192]) > 0) {
                    fail(socket);
                }
            } finally {
                connected.decrementAndGet();
            }
        }

        private void fail(Socket socket) throws IOException, InterruptedException {
            InputStream in = socket.getInputStream();
            switch (served.getAndIncrement() % 8) {
                case 0 -> {}
                case 1 -> socket.setSoLinger(true, 0);
                case 2 -> BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                case 3 -> {
                    BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    socket.shutdownOutput();
                    in.transferTo(OutputStream.nullOutputStream());
                }
                case 4 -> in.transferTo(OutputStream.nullOutputStream());
                case 5 -> {
                    BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    var pause = new CountDownLatch(1);
                    while (!pause.await(5, TimeUnit.MILLISECONDS)) {
                        BrokenServer.write(socket, "1\r\nx\r\n");
                    }
                }
                case 6 -> {
                    BrokenServer.write(socket, "garbage\r\n\r\n");
                    in.transferTo(OutputStream.nullOutputStream());
                }
                default -> {
                    BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    if (in.read(new byte[8192]) > 0) {
                        fail(socket);
                    }
                }
            }
        }
    }
}
