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
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// A running process that is written lines and writes lines.
///
/// Each of its streams has a thread of its own, because a process that neither reads nor writes would block its callers
/// for ever, and its end has one. They end with the process, and so does all that it started.
final class LineProcess implements AutoCloseable {
    private static final int LONGEST_LINE = 16 << 20;
    private static final long SECONDS_TO_END = 2;
    private static final long SECONDS_TO_REPORT = 2;
    private static final Duration AFTER_END = Duration.ofSeconds(1);

    /// What the JVM says when no more heap can be had, or no more of what the heap's size limits too.
    private static final Pattern HEAP_IS_FULL =
            Pattern.compile("java\\.lang\\.OutOfMemoryError: (Java heap space|GC overhead|Cannot reserve)");

    private final Program program;
    private final ProcessTree tree;
    private final Process process;
    private final ErrorLines errors;
    private final BlockingQueue<Optional<String>> written = new LinkedBlockingQueue<>();

    private LineProcess(Program program, ProcessTree tree) {
        this.program = program;
        this.tree = tree;
        this.process = tree.process();
        this.errors = new ErrorLines(process, program.log());
    }

    /// Hears what the process writes to standard output, on a thread of its own.
    interface Listener {
        /// A line, with the secrets that it may hold.
        void heard(String line);

        /// The end of a stream that the process is spoken with by. May be told more than once.
        void ended(End end);
    }

    /// What of a process has come to its end.
    enum End {
        /// It writes nothing more.
        OUTPUT,
        /// It wrote a line that is longer than the protocol allows, and what it writes behind it counts no more.
        LONGEST,
        /// It reads nothing more, and there is something for it to read.
        INPUT
    }

    /// Starts a program.
    static LineProcess start(Program program) throws DidactException {
        return new LineProcess(program, program.start());
    }

    Program program() {
        return program;
    }

    /// Begins to write and to listen.
    void begin(Listener listener) {
        Thread.ofPlatform().daemon().name("standard input of " + process.pid()).start(() -> write(listener));
        Thread reading = Thread.ofPlatform()
                .daemon()
                .name("standard output of " + process.pid())
                .start(() -> hear(listener));
        Thread.ofPlatform().daemon().name("end of " + process.pid()).start(() -> watch(reading, listener));
    }

    private void hear(Listener listener) {
        boolean whole = true;
        try {
            whole = read(listener);
        } finally {
            listener.ended(whole ? End.OUTPUT : End.LONGEST);
        }
    }

    /// Standard output may outlive the process, in the hands of one that it started and that cannot be found.
    private void watch(Thread reading, Listener listener) {
        try {
            process.waitFor();
            tree.kill();
            if (!reading.join(AFTER_END)) {
                listener.ended(End.OUTPUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Listener listener) {
        try (OutputStream out = process.getOutputStream()) {
            for (Optional<String> line = written.take(); line.isPresent(); line = written.take()) {
                out.write(line.get().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            program.log().debug("standard input of '{}' ends", program, e);
            listener.ended(End.INPUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads to the end, or to a line that is too long.
    private boolean read(Listener listener) {
        try {
            var lines = new LineReader(process.getInputStream(), LONGEST_LINE);
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().whole()) {
                    return false;
                }
                hear(line.get().text(), listener);
            }
        } catch (IOException e) {
            program.log().debug("standard output of '{}' ends", program, e);
        }
        return true;
    }

    /// What is wrong with its listener must not keep a process from writing.
    private void hear(String line, Listener listener) {
        try {
            listener.heard(line);
        } catch (RuntimeException e) {
            program.log().warn("a line of '{}' is lost", program, e);
        }
    }

    /// Writes a line, without waiting for it to be read.
    void say(ObjectNode line) {
        written.add(Optional.of(JsonLines.line(line)));
    }

    /// Writes nothing more.
    void sayNoMore() {
        written.add(Optional.empty());
    }

    /// Waits for its end.
    ///
    /// @return its exit code; empty where it takes longer
    Optional<Integer> exit(Duration deadline) throws InterruptedException {
        return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    /// Ends it, with all that it started, for what it did, and tells what it wrote last.
    Fault fault(Fault.Kind kind, String what) throws InterruptedException {
        tree.kill();
        return program.fault(kind, what + errors.told());
    }

    /// Why it cannot be spoken with any more.
    Fault end(End end) throws InterruptedException {
        if (end == End.LONGEST) {
            return fault(
                    Fault.Kind.BODY_TOO_LARGE,
                    "was ended: it wrote a line that is longer than " + (LONGEST_LINE >> 20) + " MB");
        }
        if (!process.waitFor(SECONDS_TO_REPORT, TimeUnit.SECONDS)) {
            return fault(
                    Fault.Kind.PLUGIN_THREW,
                    end == End.INPUT
                            ? "closed its standard input, so that it can be asked nothing more; it must read until"
                                    + " {\"close\":true}"
                            : "closed its standard output");
        }
        return fault(Fault.Kind.PLUGIN_THREW, "ended with exit code " + process.exitValue() + lackOfMemory());
    }

    /// What else is to be said where it ended because its heap was full.
    private String lackOfMemory() throws InterruptedException {
        return program.heap().isPresent() && errors.has(HEAP_IS_FULL)
                ? " because it ran out of memory: 'process-memory' gives it "
                        + program.heap().get()
                        + ". Give it more, under 'flow' in a recipe or as --process-memory on the line"
                : "";
    }

    /// Ends it at once, with all that it started, and reads no more of it.
    void kill() {
        tree.kill();
        process.destroyForcibly();
        sayNoMore();
    }

    /// Tells the process to end, and ends it if it does not.
    @Override
    public void close() {
        tree.note();
        say(JsonLines.object().put("close", true));
        sayNoMore();
        try {
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
