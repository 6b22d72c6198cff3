package dev.didact.engine.internal.verify;

import dev.didact.api.Http;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What an instance finds around itself.
///
/// @param clock its clock
/// @param threads how many threads it may compute with
/// @param checks how often it may ask whether to go on until it is stopped
/// @param http the network; empty for what the material says
record Around(InstantSource clock, int threads, int checks, Optional<Http> http) {
    /// Where everything is as usual.
    static final Around USUAL = new Around(InstantSource.fixed(Instant.EPOCH), 2, Integer.MAX_VALUE, Optional.empty());

    /// The same under another clock.
    Around at(InstantSource other) {
        return new Around(other, threads, checks, http);
    }

    /// The same with another number of threads.
    Around threads(int other) {
        return new Around(clock, other, checks, http);
    }

    /// The same, stopped after so many checks.
    Around stopping(int after) {
        return new Around(clock, threads, after, http);
    }

    /// The same with another network.
    Around reaching(Http other) {
        return new Around(clock, threads, checks, Optional.of(other));
    }
}
