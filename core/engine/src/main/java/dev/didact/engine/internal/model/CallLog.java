package dev.didact.engine.internal.model;

import java.util.Optional;

/// Where answers are kept and found again. Safe for use by many threads.
public interface CallLog {
    /// The answer that was kept for a call.
    Optional<CallRecord> find(String key);

    /// Keeps an answer and returns once it is durable.
    void keep(CallRecord answered);
}
