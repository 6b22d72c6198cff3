package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Http;
import dev.didact.api.model.Checkpoint;
import dev.didact.engine.KnownSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A server of a model on this machine, which a run starts, moves from checkpoint to checkpoint and stops. It answers
/// from one checkpoint at a time, and not at all while a lesson needs its memory, unless it can be told to swap.
///
/// Its commands see `DIDACT_PORT`, `DIDACT_CHECKPOINT` (a folder or name; empty for the model as it comes) and
/// `DIDACT_CHECKPOINT_ID`.
public final class ModelServer implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration ONE_LOOK = Duration.ofSeconds(5);

    private final String called;
    private final Commands commands;
    private final URI address;
    private final Http http;
    private final Context context;
    private Optional<LineProcess> running = Optional.empty();
    private Optional<Checkpoint> current = Optional.empty();

    /// How a server is handled.
    ///
    /// @param start starts it; it runs until it is stopped
    /// @param stop what is run before it is ended; empty for nothing
    /// @param swap has the running server answer from another checkpoint; empty to stop and start it instead
    /// @param health path that answers 200 when it is ready
    /// @param within how long it may take to be ready, and each command to end
    /// @param env variables that the commands see
    public record Commands(
            List<String> start,
            List<String> stop,
            List<String> swap,
            String health,
            Duration within,
            Map<String, String> env) {
        public Commands {
            start = List.copyOf(start);
            stop = List.copyOf(stop);
            swap = List.copyOf(swap);
            env = Map.copyOf(env);
        }
    }

    /// @param model its name in the recipe
    /// @param address where it answers, with its port
    /// @param http by which it is asked whether it is ready
    /// @param context is not closed by it
    public ModelServer(String model, Commands commands, URI address, Http http, Context context) {
        this.called = "the server of model '" + model + "'";
        this.commands = commands;
        this.address = address;
        this.http = http;
        this.context = context;
    }

    /// Has it answer from a checkpoint, and waits until it is ready.
    ///
    /// @throws DidactException.Unavailable if it does not come to that; it is stopped then
    public synchronized void at(Optional<Checkpoint> checkpoint) throws DidactException, InterruptedException {
        if (isRunning() && current.equals(checkpoint)) {
            return;
        }
        try {
            if (isRunning() && !commands.swap().isEmpty()) {
                command("swap", commands.swap(), checkpoint);
            } else {
                end();
                start(checkpoint);
            }
            awaitHealth();
            current = checkpoint;
        } catch (DidactException | InterruptedException | RuntimeException e) {
            end();
            throw e;
        }
    }

    /// Frees what it holds while a lesson goes on. A server that can swap stays.
    public synchronized void rest() throws InterruptedException {
        if (commands.swap().isEmpty()) {
            end();
        }
    }

    private boolean isRunning() throws InterruptedException {
        return running.isPresent() && running.get().exit(Duration.ZERO).isEmpty();
    }

    private void start(Optional<Checkpoint> checkpoint) throws DidactException, InterruptedException {
        if (isHealthy()) {
            throw new DidactException.Unavailable("something else answers at " + health() + ", so " + called
                    + " was not started; stop that, or write port 0 to have a free one chosen");
        }
        LineProcess process = LineProcess.start(Guard.around(program(called, commands.start(), checkpoint)));
        process.begin(new Logged());
        running = Optional.of(process);
    }

    private void awaitHealth() throws DidactException, InterruptedException {
        LineProcess process = running.orElseThrow();
        long deadline = System.nanoTime() + commands.within().toNanos();
        while (!isHealthy()) {
            context.checkCancelled();
            if (process.exit(BETWEEN_LOOKS).isPresent()) {
                throw new DidactException.Unavailable(
                        process.end(LineProcess.End.OUTPUT).message() + "; it must run until it is stopped");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new DidactException.Unavailable(process.fault(
                                Fault.Kind.TIMEOUT,
                                "did not answer 200 at " + health() + " within "
                                        + commands.within().toSeconds() + " s; raise 'within', or correct 'health'")
                        .message());
            }
        }
    }

    private URI health() {
        return address.resolve(commands.health());
    }

    private boolean isHealthy() throws DidactException, InterruptedException {
        try {
            Http.Answer answer = http.send(new Http.Call("GET", health(), Map.of(), new byte[0], ONE_LOOK));
            return answer.status() == 200;
        } catch (DidactException.Transient | DidactException.Permanent e) {
            return false;
        }
    }

    /// Runs a command to its end.
    private void command(String key, List<String> command, Optional<Checkpoint> checkpoint)
            throws DidactException, InterruptedException {
        LineProcess process = LineProcess.start(program("'" + key + "' of " + called, command, checkpoint));
        try {
            process.begin(new Logged());
            process.sayNoMore();
            Optional<Integer> code = process.exit(commands.within());
            if (code.isEmpty()) {
                throw new DidactException.Unavailable(process.fault(
                                Fault.Kind.TIMEOUT,
                                "did not end within " + commands.within().toSeconds() + " s; raise 'within'")
                        .message());
            }
            if (code.get() != 0) {
                throw new DidactException.Unavailable(
                        process.end(LineProcess.End.OUTPUT).message());
            }
        } finally {
            process.kill();
        }
    }

    private Program program(String called, List<String> command, Optional<Checkpoint> checkpoint) {
        var seen = new TreeMap<>(commands.env());
        seen.put("DIDACT_PORT", Integer.toString(address.getPort()));
        seen.put("DIDACT_CHECKPOINT", checkpoint.map(Checkpoint::reference).orElse(""));
        seen.put("DIDACT_CHECKPOINT_ID", checkpoint.map(Checkpoint::id).orElse(""));
        return new Program(called, command, seen, context.base(), Optional.empty(), context.log());
    }

    private void end() throws InterruptedException {
        if (running.isPresent()) {
            LineProcess process = running.get();
            try {
                if (!commands.stop().isEmpty() && isRunning()) {
                    command("stop", commands.stop(), current);
                }
                Guard.stop(process);
            } catch (DidactException e) {
                context.log().warn("{}", e.getMessage());
            } finally {
                process.kill();
                running = Optional.empty();
                current = Optional.empty();
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Puts what is written to standard output into the log.
    private final class Logged implements LineProcess.Listener {
        @Override
        public void heard(String line) {
            context.log().info("{}", KnownSecrets.masked(line));
        }

        @Override
        public void ended(LineProcess.End end) {
            // Its exit is waited for.
        }
    }
}
