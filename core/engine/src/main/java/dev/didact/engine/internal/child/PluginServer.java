package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.http.HttpPool;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.LineLogger;
import dev.didact.engine.internal.process.IsolatedFaults;
import dev.didact.engine.internal.record.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Hears lines and answers them. Each is worked on by a virtual thread of its own, since the other end decides how many
/// it asks at once; answers are written whole, in any order.
final class PluginServer {
    private static final int CONNECTIONS = 1_000;

    private final BufferedReader questions;
    private final OutputStream answers;
    private final Consumer<OutOfMemoryError> full;
    private final Logger log;
    private final InstantSource clock;

    /// @param full ends the process where memory is full
    PluginServer(
            InputStream questions,
            OutputStream answers,
            PrintStream errors,
            InstantSource clock,
            Consumer<OutOfMemoryError> full) {
        this.questions = new BufferedReader(new InputStreamReader(questions, StandardCharsets.UTF_8));
        this.answers = answers;
        this.full = full;
        // Standard error, which the other end writes to its own log.
        this.log = new LineLogger("plugin", Level.INFO, errors::println);
        this.clock = clock;
    }

    /// Answers until it is told to close, or there are no more questions.
    void serve() throws IOException {
        String first = questions.readLine();
        if (first == null) {
            return;
        }
        Opening opening = Records.read(JsonMapper.shared().readTree(first), Opening.class);
        opening.properties().forEach(System::setProperty);
        var settings = new HostSettings(
                opening.plugins(),
                opening.store(),
                opening.cache(),
                opening.threads(),
                Deadlines.usual(),
                true,
                SchemaOf::of);
        try (HttpPool pool = HttpPool.open(CONNECTIONS);
                PluginHost host = PluginHost.open(settings);
                var context = new ChildContext(
                        opening,
                        pool.reaching(opening.network(), opening.offline()),
                        System.getenv(),
                        log,
                        clock,
                        this::progress,
                        owned -> Closing.quietly(host, opening.contribution(), log, owned))) {
            serve(new Hosted(host, context));
        }
    }

    private void serve(Hosted hosted) throws IOException {
        ObjectNode ready = Records.object();
        try (Served served = hosted.open()) {
            ready.set("ready", served.ready());
            write(ready);
            answer(served);
        } catch (DidactException | PluginFault | ProblemException e) {
            endIfMemoryIsFull(e);
            write(fault(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody waits for an answer any more when there are no more questions, so what is still worked on is
    /// interrupted.
    private void answer(Served served) throws IOException {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
                Stopping _ = each::shutdownNow) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                JsonNode question = JsonMapper.shared().readTree(line);
                if (question.has("close")) {
                    return;
                }
                each.execute(() -> answer(served, question));
            }
        }
    }

    private interface Stopping extends AutoCloseable {
        @Override
        void close();
    }

    private void answer(Served served, JsonNode question) {
        ObjectNode line = Records.object();
        line.set("id", question.path("id"));
        try {
            line.setAll(served.answer(question));
        } catch (InterruptedException e) {
            line.setAll(fault(new DidactException.Permanent("it was interrupted", e)));
        } catch (DidactException | RuntimeException | Error e) {
            endIfMemoryIsFull(e);
            // A question without an answer would be waited for as long as a lesson may take.
            line.setAll(fault(e));
        }
        write(line);
    }

    private void endIfMemoryIsFull(Throwable thrown) {
        if (thrown instanceof ProblemException && thrown.getCause() instanceof OutOfMemoryError error) {
            full.accept(error);
        }
    }

    private static ObjectNode fault(Throwable thrown) {
        ObjectNode line = Records.object();
        line.set("fault", IsolatedFaults.write(thrown));
        return line;
    }

    /// Says how far the contribution is, without being asked.
    void progress(long done, long total, String note) {
        ObjectNode line = Records.object();
        line.putObject("progress").put("done", done).put("total", total).put("note", note);
        write(line);
    }

    private void write(ObjectNode line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (answers) {
            try {
                answers.write(bytes);
                answers.flush();
            } catch (IOException e) {
                log.warn("nobody hears the answer", e);
            }
        }
    }
}
