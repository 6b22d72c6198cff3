package dev.didact.engine.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A loopback server that does with each request what a test says, HTTP or not.
final class BrokenServer implements AutoCloseable {
    /// What to do with one connection.
    interface Behaviour {
        void serve(Socket socket, int connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    /// Opened when a behaviour has ended; one that has no end of its own ends when the other side closes the
    /// connection.
    final CountDownLatch ended = new CountDownLatch(1);

    BrokenServer(Behaviour behaviour) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    open.add(socket);
                    int connection = connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> run(behaviour, socket, connection));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private void run(Behaviour behaviour, Socket socket, int connection) {
        try (socket) {
            behaviour.serve(socket, connection);
        } catch (IOException | InterruptedException _) {
            // The other side is gone: what a behaviour without an end waits for.
        } finally {
            ended.countDown();
        }
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    int connections() {
        return connections.get();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1/x");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
