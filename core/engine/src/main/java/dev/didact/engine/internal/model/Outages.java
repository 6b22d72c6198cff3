package dev.didact.engine.internal.model;

import java.time.Duration;
import java.util.Optional;

/// Hears that a model answers nobody, and that it answers again. Told one after the other, on threads of calls; what
/// hears must be brief.
public interface Outages {
    /// Nobody needs to know; what never answered is waited for no longer than a minute either way.
    Outages UNHEARD = new Outages() {
        @Override
        public void down(String model, String why, Duration patience, Optional<String> fallback) {}

        @Override
        public void up(String model) {}

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }
    };

    /// All calls to a model wait or go to its fallback, but for one at a time that probes.
    ///
    /// @param why what the last try was told
    /// @param patience how long they wait
    /// @param fallback name of the model that they go to
    void down(String model, String why, Duration patience, Optional<String> fallback);

    /// It answers again.
    void up(String model);

    /// How long a model is waited for that answered before.
    Duration patience();
}
