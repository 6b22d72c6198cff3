package dev.didact.engine.internal.loop;

import java.util.OptionalDouble;

/// What a run costs. No price of a model elsewhere is known, so what is known is the price of models that answer on
/// this machine, which is none.
final class Cost {
    private final Models models;
    private boolean remote;

    /// @param models those that this execution opens
    Cost(Models models) {
        this.models = models;
    }

    /// Counts what was written before this execution.
    void before(History written) {
        remote = written.remote();
    }

    /// In US dollars; empty where it is unknown.
    OptionalDouble usd() {
        return remote || models.remote() ? OptionalDouble.empty() : OptionalDouble.of(0);
    }
}
