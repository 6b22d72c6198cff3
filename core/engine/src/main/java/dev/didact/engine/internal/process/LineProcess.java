package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A running process that answers each line with a line. Used by one thread at a time; after a failure it is dead.
///
/// Lines are written and read by threads of their own, because a process that neither reads nor writes would block them
/// for ever; the caller waits with a deadline, and a process that misses it is killed with all that it started.
final class LineProcess implements AutoCloseable {
    private static final long SECONDS_TO_END = 2;
    private static final long SECONDS_TO_REPORT = 2;

    private final Program program;
    private final Process process;
    private final ErrorLines errors;
    private final BlockingQueue<Optional<String>> written = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answered = new LinkedBlockingQueue<>();
    private volatile String brokenBy = "";

    /// A line that came back, or the end of all lines.
    private record Answer(String line, boolean last) {}

    private LineProcess(Program program, Process process) {
        this.program = program;
        this.process = process;
        this.errors = new ErrorLines(process, program.log());
        Thread.ofPlatform().daemon().name("standard input of " + process.pid()).start(this::write);
        Thread.ofPlatform().daemon().name("standard output of " + process.pid()).start(this::read);
    }

    /// Starts a program.
    static LineProcess start(Program program) throws DidactException {
        return new LineProcess(program, program.start());
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            for (Optional<String> line = written.take(); line.isPresent(); line = written.take()) {
                out.write(line.get().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            program.log().debug("standard input of '{}' ends", program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            var lines = new LineReader(process.getInputStream());
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                answered.add(new Answer(line.get(), false));
            }
        } catch (IOException e) {
            brokenBy = String.valueOf(e.getMessage());
        }
        answered.add(new Answer("", true));
    }

    /// Sends a line and waits for the next one that comes back.
    ///
    /// @throws ProgramFailure if none comes in time, or what comes is not a JSON object
    JsonNode exchange(ObjectNode line, Duration deadline) throws ProgramFailure, InterruptedException {
        written.add(Optional.of(JsonLines.line(line)));
        @Nullable Answer answer = answered.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            Program.kill(process);
            throw failure(Fault.Kind.TIMEOUT, "did not answer within " + deadline.toMillis() + " ms and was ended");
        }
        if (answer.last()) {
            throw ended();
        }
        try {
            JsonNode json = JsonLines.read(answer.line());
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            program.log().debug("not JSON", e);
        }
        throw failure(
                Fault.Kind.UNPARSEABLE,
                "wrote a line that is not a JSON object: '" + start(answer.line())
                        + "'; standard output is for answers, write everything else to standard error");
    }

    /// A failure of this program, which ends it.
    ProgramFailure failure(Fault.Kind kind, String what) throws InterruptedException {
        Program.kill(process);
        return new ProgramFailure(kind, "program '" + program + "' " + what + errors.told());
    }

    private ProgramFailure ended() throws InterruptedException {
        if (!brokenBy.isEmpty()) {
            return failure(Fault.Kind.BODY_TOO_LARGE, "was ended: " + brokenBy);
        }
        return process.waitFor(SECONDS_TO_REPORT, TimeUnit.SECONDS)
                ? failure(Fault.Kind.PLUGIN_THREW, "ended with exit code " + process.exitValue())
                : failure(Fault.Kind.PLUGIN_THREW, "closed its standard output");
    }

    private static String start(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    /// Tells the process to end, and ends it if it does not.
    @Override
    public void close() {
        written.add(Optional.of(JsonLines.line(JsonLines.object().put("close", true))));
        written.add(Optional.empty());
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                Program.kill(process);
            }
        } catch (InterruptedException e) {
            Program.kill(process);
            Thread.currentThread().interrupt();
        }
    }
}
