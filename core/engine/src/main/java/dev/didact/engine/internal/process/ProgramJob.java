package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.engine.KnownSecrets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A program that is started for one piece of work and ends with it. It is told the same twice, on standard input and
/// by variables, so that a shell script may ignore standard input. Of what it writes, one line counts; the others are
/// progress or go to the log.
final class ProgramJob implements LineProcess.Listener {
    private static final int KEPT = 4;

    private final Program program;
    private final Context context;
    private final String counts;
    private final CompletableFuture<LineProcess.End> written = new CompletableFuture<>();
    private final Deque<String> printed = new ArrayDeque<>();
    private volatile Optional<Told> last = Optional.empty();

    private ProgramJob(Program program, Context context, String counts) {
        this.program = program;
        this.context = context;
        this.counts = counts;
    }

    /// Runs a program to its end.
    ///
    /// @param work what it is started for: `learn`
    /// @param content what it is told
    /// @param counts name in the line that counts
    /// @return the last line that has that name
    /// @throws DidactException.Permanent if it fails
    static Optional<Told> run(ProgramConfig config, Context context, String work, ObjectNode content, String counts)
            throws DidactException, InterruptedException {
        var variables = new TreeMap<String, String>();
        content.properties().forEach(entry -> variables.put(variable(entry.getKey()), text(entry.getValue())));
        Program program = Program.of(config, context, variables);
        ObjectNode opening = JsonLines.object().put("didact", 1);
        opening.set(work, content);
        opening.set("config", JsonLines.texts(config.settings()));
        return new ProgramJob(program, context, counts).run(opening, config.deadline());
    }

    private static String variable(String key) {
        return "DIDACT_" + key.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private Optional<Told> run(ObjectNode opening, Duration deadline) throws DidactException, InterruptedException {
        LineProcess process = LineProcess.start(program);
        try {
            process.begin(this);
            process.say(opening);
            process.sayNoMore();
            Optional<Integer> code = process.exit(deadline);
            if (code.isEmpty()) {
                throw failed(process.fault(
                        Fault.Kind.TIMEOUT,
                        "did not end within " + deadline.toSeconds() + " s and was ended; raise 'deadline'"));
            }
            LineProcess.End end = written.join();
            if (end == LineProcess.End.LONGEST || code.get() != 0) {
                throw failed(process.end(end));
            }
            return last;
        } finally {
            process.kill();
        }
    }

    /// Trainers print why they failed to either stream.
    private DidactException failed(Fault fault) {
        synchronized (printed) {
            return new DidactException.Permanent(
                    fault.message() + (printed.isEmpty() ? "" : "; it printed last: " + String.join(" | ", printed)));
        }
    }

    @Override
    public void heard(String line) {
        String shown = KnownSecrets.masked(line);
        Optional<Told> told = json(line).map(json -> new Told(program, shown, json));
        if (told.isPresent() && told.get().has(counts)) {
            last = told;
        } else if (told.isPresent() && ProgressLine.isOne(told.get().json())) {
            ProgressLine.tell(told.get(), context);
        } else {
            keep(shown);
            context.log().info("{}", shown);
        }
    }

    private void keep(String line) {
        synchronized (printed) {
            if (printed.size() == KEPT) {
                printed.removeFirst();
            }
            printed.addLast(Program.shown(line));
        }
    }

    private static Optional<JsonNode> json(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonLines.read(line)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void ended(LineProcess.End end) {
        // A script may ignore what it is told: that it does not read is no end.
        if (end != LineProcess.End.INPUT) {
            written.complete(end);
        }
    }
}
