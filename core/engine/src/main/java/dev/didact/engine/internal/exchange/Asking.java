package dev.didact.engine.internal.exchange;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.host.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A call to a model while it is made, with all its tries: what tells it from others, and what was exchanged for it.
/// Safe for use by many threads.
public final class Asking {
    private static final ScopedValue<Asking> CURRENT = ScopedValue.newInstance();

    private final String step;
    private final long randomSeed;
    private final List<Exchange> exchanges = new ArrayList<>();
    private Optional<String> missing = Optional.empty();
    private boolean replayed;

    /// @param step what it is made for: id of the step or of the rubric
    /// @param randomSeed the randomness of the call, by which samples that ask the same differ
    public Asking(String step, long randomSeed) {
        this.step = step;
        this.randomSeed = randomSeed;
    }

    /// The call that the code of a model works for on this thread.
    static Optional<Asking> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Lets the code of a model work for this call, on this thread.
    ///
    /// A call that a cassette answered is not tried again: what it was answered last is what came of it. One that the
    /// cassette does not hold is refused, whatever the model made of the refusal.
    public List<Reply> during(Work<List<Reply>> work) throws DidactException, InterruptedException {
        Outcome outcome = ScopedValue.where(CURRENT, this).call(() -> outcome(work));
        requireHeld();
        try {
            return outcome.replies();
        } catch (DidactException.Transient e) {
            if (replayed()) {
                return List.of(Reply.Failed.of(Fault.Kind.TRANSPORT, String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /// What the work came to, be it an exception.
    private interface Outcome {
        List<Reply> replies() throws DidactException, InterruptedException;
    }

    private static Outcome outcome(Work<List<Reply>> work) {
        try {
            List<Reply> replies = work.run();
            return () -> replies;
        } catch (DidactException e) {
            return () -> {
                throw e;
            };
        } catch (InterruptedException e) {
            return () -> {
                throw e;
            };
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    private synchronized void requireHeld() throws DidactException.Unavailable {
        if (missing.isPresent()) {
            throw new DidactException.Unavailable(missing.get());
        }
    }

    private synchronized boolean replayed() {
        return replayed;
    }

    /// What it is made for: id of the step or of the rubric.
    public String step() {
        return step;
    }

    /// The randomness of the call.
    public long randomSeed() {
        return randomSeed;
    }

    synchronized void exchanged(Exchange exchange) {
        exchanges.add(exchange);
    }

    synchronized void replayed(Exchange exchange) {
        replayed = true;
        exchanges.add(exchange);
    }

    synchronized void missing(String why) {
        missing = Optional.of(why);
    }

    /// All that was exchanged so far, in its order.
    public synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }
}
