package dev.didact.engine.internal.host;

import java.time.Duration;

/// How long calls into the code of plugins may take.
///
/// @param computing how long a call that may not wait may compute, as processor time of its thread, so that a busy
///     machine makes nobody late; a call that does not compute either is given [#IDLE] times as long on the clock
/// @param lifecycle how long a plugin may take to be started, to make a contribution, or to be closed, on the clock
/// @param parting how long a call that was interrupted may take to end before its thread is given up
public record Deadlines(Duration computing, Duration lifecycle, Duration parting) {
    /// How much longer than it may compute a call may stay away.
    static final int IDLE = 4;

    /// What holds where nothing else is said.
    public static Deadlines usual() {
        return new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}
