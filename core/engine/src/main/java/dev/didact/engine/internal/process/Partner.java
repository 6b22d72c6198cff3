package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.engine.KnownSecrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One process that answers what it is asked, in any order. Safe for use by many threads. After a failure it is lost,
/// with all that it was asked.
final class Partner implements LineProcess.Listener, AutoCloseable {
    /// What the words of the reader of JSON say of its own settings.
    private static final Pattern OF_A_LIBRARY = Pattern.compile(": enable .*|, from [^)]*");

    /// What stands for the id of the opening, whose answer has none.
    private static final long OPENING = 0;

    /// What stands for an id that is none.
    private static final long UNASKED = -1;

    private final LineProcess process;
    private final Optional<Context> progress;
    private final Map<Long, CompletableFuture<Told>> asked = new HashMap<>();
    private Optional<Fault> lost = Optional.empty();
    private boolean ending;
    private long lastId = OPENING;

    private Partner(LineProcess process, Optional<Context> progress) {
        this.process = process;
        this.progress = progress;
    }

    /// The process is lost.
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;
        private final boolean ownDoing;

        /// @param ownDoing whether it is known that what was asked made it so
        Lost(Fault fault, boolean ownDoing) {
            super(fault.message());
            this.fault = fault;
            this.ownDoing = ownDoing;
        }

        Fault fault() {
            return fault;
        }

        boolean ownDoing() {
            return ownDoing;
        }
    }

    /// @param progress where it may tell how far it is; where it is empty, it says only what it is asked
    static Partner start(Program program, Optional<Context> progress) throws DidactException {
        LineProcess process = LineProcess.start(program);
        var partner = new Partner(process, progress);
        process.begin(partner);
        return partner;
    }

    synchronized boolean isLost() {
        return lost.isPresent();
    }

    /// Says the first line.
    ///
    /// @return what it says of itself
    Told open(ObjectNode opening, Duration deadline) throws Lost, InterruptedException {
        return exchange(OPENING, opening, deadline);
    }

    /// Asks one thing.
    ///
    /// @param content the line but for its id
    Told ask(ObjectNode content, Duration deadline) throws Lost, InterruptedException {
        long id = nextId();
        return exchange(id, numbered(id, content), deadline);
    }

    /// Has one piece of work done, as long as it takes. Where nobody waits for it any more the process is told to
    /// close, and is ended if it does not.
    ///
    /// @param content the line but for its id
    Told work(ObjectNode content) throws Lost, InterruptedException {
        long id = nextId();
        CompletableFuture<Told> answer = expect(id);
        process.say(numbered(id, content));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw lost(e);
        } catch (InterruptedException e) {
            process.close();
            throw e;
        }
    }

    private static ObjectNode numbered(long id, ObjectNode content) {
        ObjectNode line = JsonLines.object().put("id", id);
        line.setAll(content);
        return line;
    }

    private synchronized long nextId() {
        return ++lastId;
    }

    private Told exchange(long id, ObjectNode line, Duration deadline) throws Lost, InterruptedException {
        CompletableFuture<Told> answer = expect(id);
        process.say(line);
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Fault fault = process.fault(
                    Fault.Kind.TIMEOUT, "did not answer within " + deadline.toMillis() + " ms and was ended");
            lose(fault);
            Lost late = new Lost(fault, true);
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            throw lost(e);
        } catch (InterruptedException e) {
            process.kill();
            throw e;
        }
    }

    private synchronized CompletableFuture<Told> expect(long id) throws Lost {
        if (lost.isPresent()) {
            throw new Lost(lost.get(), false);
        }
        var answer = new CompletableFuture<Told>();
        asked.put(id, answer);
        return answer;
    }

    private synchronized Lost lost(ExecutionException cause) {
        Lost together = new Lost(lost.orElseThrow(), false);
        together.initCause(cause);
        return together;
    }

    @Override
    public void heard(String line) {
        String shown = KnownSecrets.masked(line);
        try {
            JsonNode json = JsonLines.read(line);
            if (json.isObject()) {
                heard(new Told(process.program(), shown, json));
                return;
            }
        } catch (JacksonException e) {
            process.program().log().debug("not JSON", e);
            if (line.stripLeading().startsWith("{")) {
                refuse("wrote an object that is not JSON: "
                        + OF_A_LIBRARY.matcher(e.getOriginalMessage()).replaceAll("") + ": '" + Program.shown(shown)
                        + "'");
                return;
            }
        }
        refuse("wrote a line that is not a JSON object: '" + Program.shown(shown)
                + "'; standard output is for answers, write everything else to standard error");
    }

    private void heard(Told told) {
        if (progress.isPresent() && ProgressLine.isOne(told.json())) {
            ProgressLine.tell(told, progress.get());
            return;
        }
        CompletableFuture<Told> waiting = take(id(told.json()));
        if (waiting != null) {
            waiting.complete(told);
        } else {
            refuse("answered id " + told.json().path("id") + ", which it was not asked: '" + Program.shown(told.line())
                    + "'");
        }
    }

    private static long id(JsonNode line) {
        JsonNode id = line.path("id");
        if (id.isMissingNode()) {
            return OPENING;
        }
        return id.isIntegralNumber() && id.canConvertToLong() ? id.asLong() : UNASKED;
    }

    private synchronized @Nullable CompletableFuture<Told> take(long id) {
        return asked.remove(id);
    }

    private void refuse(String what) {
        try {
            lose(process.fault(Fault.Kind.UNPARSEABLE, what));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One end brings on the others, and the first says what it was.
    private synchronized boolean isFirstEnd() {
        boolean first = !ending && lost.isEmpty();
        ending = true;
        return first;
    }

    @Override
    public void ended(LineProcess.End end) {
        try {
            if (isFirstEnd()) {
                lose(process.end(end));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends it, with all that it was asked. Only the first reason counts.
    void lose(Fault fault) {
        process.kill();
        Map<Long, CompletableFuture<Told>> unanswered;
        synchronized (this) {
            if (lost.isEmpty()) {
                lost = Optional.of(fault);
            }
            unanswered = Map.copyOf(asked);
            asked.clear();
        }
        unanswered.values().forEach(answer -> answer.completeExceptionally(new Lost(fault, false)));
    }

    @Override
    public void close() {
        process.close();
    }
}
