package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/// What a run knows of its surroundings: its number, how long it took, whether somebody asked it to stop. For the run's
/// own thread.
final class RunEnvironment {
    private final int run;
    private final BooleanSupplier stopAsked;
    private final Steps.Heard heard;
    private final OptionalInt lastRound;
    private Duration spent;

    /// @param spent how long the rounds took that were closed before
    /// @param lastRound the round after which to end, in a replay
    RunEnvironment(int run, Duration spent, BooleanSupplier stopAsked, Steps.Heard heard, OptionalInt lastRound) {
        this.run = run;
        this.spent = spent;
        this.stopAsked = stopAsked;
        this.heard = heard;
        this.lastRound = lastRound;
    }

    int run() {
        return run;
    }

    Steps.Heard heard() {
        return heard;
    }

    long nanoTime() {
        return System.nanoTime();
    }

    /// How long all closed rounds took.
    Duration spent() {
        return spent;
    }

    void took(Duration round) {
        spent = spent.plus(round);
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
