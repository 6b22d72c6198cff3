package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What a run knows of its surroundings: its number, how long it took, whether somebody asked it to stop. For the run's
/// own thread.
final class RunEnvironment {
    private final int run;
    private final BooleanSupplier stopAsked;
    private final Steps.Heard heard;
    private final OptionalInt lastRound;
    private final Duration before;
    private final Supplier<Path> scratch;
    private final long began = System.nanoTime();

    /// @param before how long earlier starts took
    /// @param lastRound the round after which to end, in a replay
    /// @param scratch where what is too large for the heap may be put for a while
    RunEnvironment(
            int run,
            Duration before,
            BooleanSupplier stopAsked,
            Steps.Heard heard,
            OptionalInt lastRound,
            Supplier<Path> scratch) {
        this.run = run;
        this.before = before;
        this.stopAsked = stopAsked;
        this.heard = heard;
        this.lastRound = lastRound;
        this.scratch = scratch;
    }

    int run() {
        return run;
    }

    Steps.Heard heard() {
        return heard;
    }

    /// Where what is too large for the heap may be put for a while.
    Supplier<Path> scratch() {
        return scratch;
    }

    long nanoTime() {
        return System.nanoTime();
    }

    /// How long the run took so far, over all its starts.
    Duration spent() {
        return before.plusNanos(nanoTime() - began);
    }

    /// @throws RunLoop.Stopped if somebody asked the run to stop
    void checkStopped() {
        if (stopAsked.getAsBoolean()) {
            throw new RunLoop.Stopped();
        }
    }

    /// The end of a replay: what was recorded ends here.
    Optional<Ends.End> end(State state) {
        return lastRound.isPresent() && state.round() >= lastRound.getAsInt()
                ? Optional.of(new Ends.End(Status.COMPLETED, "replayed", ""))
                : Optional.empty();
    }
}
