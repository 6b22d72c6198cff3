package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.engine.internal.host.PluginFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation with a program that answers, over as many processes as it needs. Safe for use by many threads.
///
/// What was asked of a process that is lost is asked once more, alone, of a new one: so it costs neighbours nothing,
/// and a crash that was chance costs nothing at all. What loses that process too is the program's fault, and so is a
/// missed deadline at once. With every question that failed in a row the pause before the next start gets longer, and
/// after some of them the program is given up; see [Failures].
final class Conversation implements AutoCloseable {
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final Program program;
    private final ObjectNode opening;
    private final Consumer<Told> check;
    private final Optional<Context> progress;
    private final Deadlines deadlines;
    private final Failures failures;
    private final ReentrantLock starting = new ReentrantLock();
    private final Semaphore slots = new Semaphore(1, true);
    private int atOnce = 1;
    private @Nullable Partner partner;

    /// How long the program may take.
    ///
    /// @param start until it is ready
    /// @param answer for one answer
    record Deadlines(Duration start, Duration answer) {}

    private Conversation(
            Program program,
            ObjectNode opening,
            Consumer<Told> check,
            Optional<Context> progress,
            Deadlines deadlines) {
        this.program = program;
        this.opening = opening;
        this.check = check;
        this.progress = progress;
        this.deadlines = deadlines;
        this.failures = Failures.of(program, opening);
    }

    /// Starts the program once, so that one that cannot work is known before a sample is made.
    ///
    /// @param kind what the program is
    /// @param further what it is told besides its settings when it starts
    /// @param check refuses what the program says of itself, by a fault
    /// @throws DidactException.Unavailable if it cannot work
    static Conversation open(
            String kind, ProgramConfig config, Context context, Map<String, ?> further, Consumer<Told> check)
            throws DidactException {
        ObjectNode opening = JsonLines.object().put("didact", 1).put("open", kind);
        opening.set("config", JsonLines.texts(config.settings()));
        opening.put("randomSeed", context.random("program").nextInt(Integer.MAX_VALUE));
        further.forEach((name, value) -> opening.put(name, String.valueOf(value)));
        return open(
                Program.of(config, context, Map.of()),
                opening,
                said -> check.accept(said.only("ready").object("ready")),
                Optional.empty(),
                new Deadlines(config.deadline(), config.deadline()));
    }

    /// Starts a process once.
    ///
    /// @param opening the first line
    /// @param check refuses the first answer, by a fault
    /// @param progress where it may tell how far it is, without being asked
    /// @throws DidactException.Unavailable if it cannot work
    /// @throws PluginFault if it is asked no more
    static Conversation open(
            Program program, ObjectNode opening, Consumer<Told> check, Optional<Context> progress, Deadlines deadlines)
            throws DidactException {
        var conversation = new Conversation(program, opening, check, progress, deadlines);
        try {
            conversation.partner();
            return conversation;
        } catch (Partner.Lost e) {
            conversation.failures.add(e.fault());
            conversation.close();
            throw new DidactException.Unavailable(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            conversation.close();
            Thread.currentThread().interrupt();
            throw new DidactException.Transient("interrupted while " + program.called() + " started", e);
        } catch (PluginFault e) {
            conversation.close();
            throw e;
        }
    }

    /// Lets the program be asked more than one thing at once.
    void atOnce(int most) {
        slots.release(most - atOnce);
        atOnce = most;
    }

    Program program() {
        return program;
    }

    /// Asks one thing.
    ///
    /// @param call what is asked: `grade`
    /// @throws PluginFault if the program does not answer
    Told ask(String call, JsonNode content) throws InterruptedException {
        return ask(line(call, content));
    }

    private static ObjectNode line(String call, JsonNode content) {
        ObjectNode line = JsonLines.object();
        line.set(call, content);
        return line;
    }

    /// Asks one thing.
    ///
    /// @param line what is asked, but for its id
    /// @throws PluginFault if the program does not answer
    Told ask(ObjectNode line) throws InterruptedException {
        try {
            return ask(line, 1);
        } catch (Partner.Lost e) {
            if (e.ownDoing()) {
                throw failed(e.fault());
            }
        }
        try {
            return ask(line, atOnce);
        } catch (Partner.Lost e) {
            throw failed(e.fault());
        }
    }

    /// Has one piece of work done, as long as it takes. It is asked of one process and of no second one, which would
    /// find what the first left half done.
    ///
    /// @param call what is asked: `learn`
    /// @throws PluginFault if the process is lost
    Told work(String call, JsonNode content) throws InterruptedException {
        slots.acquire();
        try {
            return partner().work(line(call, content));
        } catch (Partner.Lost e) {
            throw failed(e.fault());
        } finally {
            slots.release();
        }
    }

    private Told ask(ObjectNode line, int share) throws Partner.Lost, InterruptedException {
        slots.acquire(share);
        try {
            Told answer = partner().ask(line, deadlines.answer());
            failures.end();
            return answer;
        } finally {
            slots.release(share);
        }
    }

    private PluginFault failed(Fault fault) {
        failures.add(fault);
        return program.thrown(fault);
    }

    /// The process that is there, or a new one.
    private Partner partner() throws Partner.Lost, InterruptedException {
        starting.lockInterruptibly();
        try {
            failures.tooMany().ifPresent(why -> {
                throw program.thrown(program.fault(Fault.Kind.PLUGIN_QUARANTINED, why));
            });
            Partner now = partner;
            if (now == null || now.isLost()) {
                now = start();
                partner = now;
            }
            return now;
        } finally {
            starting.unlock();
        }
    }

    private Partner start() throws Partner.Lost, InterruptedException {
        int before = failures.inRow();
        if (before > 0) {
            Thread.sleep(FIRST_PAUSE_MILLIS << before);
        }
        Partner started = begin();
        try {
            check.accept(started.open(opening, deadlines.start()));
            return started;
        } catch (PluginFault e) {
            started.lose(e.fault());
            throw lost(e.fault(), e);
        }
    }

    private Partner begin() throws Partner.Lost {
        try {
            return Partner.start(program, progress);
        } catch (DidactException e) {
            throw lost(new Fault(Fault.Kind.PLUGIN_THREW, String.valueOf(e.getMessage())), e);
        }
    }

    private static Partner.Lost lost(Fault fault, Exception cause) {
        var lost = new Partner.Lost(fault, true);
        lost.initCause(cause);
        return lost;
    }

    @Override
    public void close() {
        starting.lock();
        try {
            if (partner != null && !partner.isLost()) {
                partner.close();
            }
            partner = null;
        } finally {
            starting.unlock();
            failures.close();
        }
    }
}
