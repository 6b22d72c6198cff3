package dev.didact.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What many calls leave behind that went wrong in every way: nothing. A socket that stays is seen at the other side of
/// it, and a thread in a dump of all of them.
@Timeout(60)
final class LeaksTest {
    private static final int WAVES = 8;
    /// Fewer than a listening socket lets wait: what the system itself turns away is nobody's leak.
    private static final int CALLS = 40;

    @TempDir
    private Path folder;

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger notClosed = new AtomicInteger();

    /// Breaks off in one of many ways and then waits until the other side closes the connection.
    private void breakOff(Socket socket, int connection) throws IOException {
        accepted.incrementAndGet();
        notClosed.incrementAndGet();
        switch (connection % 6) {
            case 0 -> socket.shutdownOutput();
            case 1 -> BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            case 2 -> {
                BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal");
                socket.shutdownOutput();
            }
            case 3 -> BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nX-Never: ends");
            case 4 -> BrokenServer.write(socket, "this is not HTTP\r\n\r\n");
            default -> BrokenServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it asks does not matter.
            }
        } catch (IOException _) {
            // Closed with a reset: closed all the same.
        }
        notClosed.decrementAndGet();
    }

    private static void await(Callable<Boolean> holds) throws Exception {
        while (!holds.call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("it did not come to hold in time");
            }
            Thread.yield();
        }
    }

    private String threads() throws IOException {
        Path dump = folder.resolve("threads.json");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
        return Files.readString(dump);
    }

    private static void wave(Http http, Http.Call call) throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            callers.add(call(http, call));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static Thread call(Http http, Http.Call call) {
        return Thread.ofVirtual().start(() -> {
            try {
                http.send(call);
            } catch (DidactException _) {
                // Most of them fail; what is left of them is the question.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void callsThatBreakLeaveNoThreadAndNoSocket() throws Exception {
        try (var server = new BrokenServer(this::breakOff)) {
            try (HttpPool pool = HttpPool.open(CALLS)) {
                Http http = pool.reaching(Set.of(Reach.granted(server.uri())));
                var call = new Http.Call("GET", server.uri(), Map.of(), new byte[0], Duration.ofMillis(500));
                for (int wave = 0; wave < WAVES; wave++) {
                    wave(http, call);
                }
            }
            assertThat(accepted).hasValueGreaterThanOrEqualTo(WAVES * CALLS / 2);
            await(() -> notClosed.get() == 0);
        }
        await(() -> !threads().contains("\"didact-http "));
    }
}
