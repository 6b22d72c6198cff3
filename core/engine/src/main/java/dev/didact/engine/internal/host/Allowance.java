package dev.didact.engine.internal.host;

import java.time.Duration;
import java.util.Optional;

/// What one call may take.
///
/// @param computing the processor time
/// @param elapsed the time on the clock
record Allowance(Optional<Duration> computing, Optional<Duration> elapsed) {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(8);
    private static final int LOOKS = 8;

    /// As long as it takes.
    static final Allowance ANY = new Allowance(Optional.empty(), Optional.empty());

    /// For a call that may not wait.
    static Allowance computing(Deadlines deadlines) {
        return new Allowance(
                Optional.of(deadlines.computing()),
                Optional.of(deadlines.computing().multipliedBy(Deadlines.IDLE)));
    }

    /// For a call that begins or ends something.
    static Allowance lifecycle(Deadlines deadlines) {
        return new Allowance(Optional.empty(), Optional.of(deadlines.lifecycle()));
    }

    /// For a call that ends the plugin, when nobody wants to wait any more.
    static Allowance parting(Deadlines deadlines) {
        return new Allowance(Optional.empty(), Optional.of(deadlines.parting()));
    }

    /// Whether there is an end to it.
    boolean isLimited() {
        return computing.isPresent() || elapsed.isPresent();
    }

    /// How often to look whether it is over.
    Duration looks() {
        return computing.or(() -> elapsed).orElse(LONGEST_LOOK).dividedBy(LOOKS);
    }

    /// What was not kept, in words; empty while all is.
    Optional<String> missed(Duration computed, Duration passed) {
        if (computing.isPresent() && computed.compareTo(computing.get()) >= 0) {
            return Optional.of(words(computing.get()) + " of computing");
        }
        return elapsed.filter(limit -> passed.compareTo(limit) >= 0).map(Allowance::words);
    }

    /// A time as people write it.
    static String words(Duration time) {
        if (time.toMillis() % 1_000 != 0) {
            return time.toMillis() + " ms";
        }
        return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}
