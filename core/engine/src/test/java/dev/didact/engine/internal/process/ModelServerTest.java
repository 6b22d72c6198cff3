package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.model.Checkpoint;
import dev.didact.engine.Contexts;
import dev.didact.engine.OpenContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServerTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Optional<Checkpoint> FIRST = Optional.of(Checkpoint.served("first", Optional.empty()));

    @TempDir
    Path folder;

    private final Http http = new PlainHttp();
    private OpenContext context = Contexts.at(Path.of("no-such-folder"));
    private URI address = URI.create("http://127.0.0.1:1");

    @BeforeEach
    void aServerProgram() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is not there");
        context = Contexts.at(folder);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        }
        Files.writeString(folder.resolve("Server.java"), """
                import com.sun.net.httpserver.HttpServer;
                import java.net.*;
                import java.nio.file.*;

                class Server {
                    public static void main(String[] arguments) throws Exception {
                        Files.writeString(Path.of("pid"), "" + ProcessHandle.current().pid());
                        Files.writeString(Path.of("current"), System.getenv("DIDACT_CHECKPOINT"));
                        int port = Integer.parseInt(System.getenv("DIDACT_PORT"));
                        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                        server.createContext("/", exchange -> {
                            byte[] body = Files.readAllBytes(Path.of("current"));
                            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                            exchange.getResponseBody().write(body);
                            exchange.close();
                        });
                        server.start();
                    }
                }
                """);
    }

    private static List<String> javaServer() {
        return List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "Server.java");
    }

    private ModelServer server(List<String> start, List<String> stop, List<String> swap, Duration within) {
        return new ModelServer(
                "mine",
                new ModelServer.Commands(start, stop, swap, "/health", within, Map.of("SALT", "sea")),
                address,
                http,
                context);
    }

    private String answer() throws Exception {
        Http.Answer answer = http.send(new Http.Call("GET", address, Map.of(), new byte[0], Duration.ofSeconds(30)));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private ProcessHandle process() throws Exception {
        return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid"))))
                .orElseThrow();
    }

    private static void ends(ProcessHandle process) throws Exception {
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aServerIsStartedAgainForEachCheckpointAndRestsWhileALessonGoesOn() throws Exception {
        ProcessHandle first;
        try (ModelServer server = server(javaServer(), List.of(), List.of(), WITHIN)) {
            server.at(Optional.empty());
            ProcessHandle base = process();
            assertThat(answer()).isEmpty();

            server.rest();
            ends(base);
            assertThatThrownBy(this::answer).isInstanceOf(DidactException.Transient.class);

            server.at(FIRST);
            assertThat(answer()).isEqualTo("first");
            first = process();
            server.at(FIRST);
            assertThat(process()).isEqualTo(first);
        }
        ends(first);
    }

    @Test
    void aServerThatCanSwapStays() throws Exception {
        List<String> swap = List.of("/bin/sh", "-c", "printf %s \"$DIDACT_CHECKPOINT\" >current");
        List<String> stop = List.of("/bin/sh", "-c", "echo \"$SALT $DIDACT_CHECKPOINT\" >stopped");
        try (ModelServer server = server(javaServer(), stop, swap, WITHIN)) {
            server.at(Optional.empty());
            ProcessHandle base = process();

            server.rest();
            server.at(FIRST);

            assertThat(answer()).isEqualTo("first");
            assertThat(process()).isEqualTo(base);
        }
        assertThat(folder.resolve("stopped")).hasContent("sea first");
    }

    @Test
    void aSwapThatFailsStopsTheServerAndTellsWhy() throws Exception {
        List<String> swap = List.of("/bin/sh", "-c", "echo no such adapter >&2; exit 4");
        try (ModelServer server = server(javaServer(), List.of(), swap, WITHIN)) {
            server.at(Optional.empty());
            ProcessHandle base = process();

            assertThatThrownBy(() -> server.at(FIRST))
                    .isInstanceOf(DidactException.Unavailable.class)
                    .hasMessage("'swap' of the server of model 'mine' ended with exit code 4; its last lines:"
                            + " no such adapter");
            ends(base);
        }
    }

    @Test
    void aServerThatEndsBeforeItIsReadyIsToldWithItsLastLines() {
        List<String> start = List.of("/bin/sh", "-c", "echo loading; echo CUDA out of memory >&2; exit 3");
        try (ModelServer server = server(start, List.of(), List.of(), WITHIN)) {
            assertThatThrownBy(() -> server.at(Optional.empty()))
                    .isInstanceOf(DidactException.Unavailable.class)
                    .hasMessage("the server of model 'mine' ended with exit code 3; its last lines:"
                            + " loading | CUDA out of memory; it must run until it is stopped");
        }
    }

    @Test
    void aServerThatIsNeverReadyIsEnded() throws Exception {
        List<String> start = List.of("/bin/sh", "-c", "echo $$ >pid.new; mv pid.new pid; exec sleep 600");
        try (ModelServer server = server(start, List.of(), List.of(), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> server.at(Optional.empty()))
                    .isInstanceOf(DidactException.Unavailable.class)
                    .hasMessageContaining("did not answer 200 at http://127.0.0.1:" + address.getPort()
                            + "/health within 1 s; raise 'within', or correct 'health'");
        }
        Optional<ProcessHandle> left = ProcessHandle.of(
                Long.parseLong(Files.readString(folder.resolve("pid")).strip()));
        if (left.isPresent()) {
            ends(left.get());
        }
    }

    @Test
    void aServerOfSomebodyElseIsNotTakenForItsOwn() throws Exception {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        try (ModelServer server = server(javaServer(), List.of(), List.of(), WITHIN)) {
            assertThatThrownBy(() -> server.at(Optional.empty()))
                    .isInstanceOf(DidactException.Unavailable.class)
                    .hasMessageContaining("something else answers at http://127.0.0.1:" + address.getPort())
                    .hasMessageContaining("port 0");
            assertThat(folder.resolve("pid")).doesNotExist();
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aServerAndWhatItStartedEndWithAHostThatIsKilled() throws Exception {
        Files.writeString(
                folder.resolve("serve.sh"),
                "sleep 600 &\necho $! >worker\nexec " + String.join(" ", javaServer()) + "\n");
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-cp",
                System.getProperty("java.class.path"),
                ServingHost.class.getName(),
                folder.toString(),
                Integer.toString(address.getPort()),
                "/bin/sh",
                "serve.sh"));
        Process host = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("host.log").toFile())
                .start();
        try {
            while (host.isAlive() && !isAnswering()) {
                host.waitFor(100, TimeUnit.MILLISECONDS);
            }
            ProcessHandle server = process();
            ProcessHandle worker = ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve("worker")).strip()))
                    .orElseThrow();

            host.destroyForcibly();

            ends(server);
            ends(worker);
        } finally {
            host.destroyForcibly();
        }
    }

    private boolean isAnswering() throws Exception {
        try {
            answer();
            return true;
        } catch (DidactException.Transient e) {
            return false;
        }
    }
}
