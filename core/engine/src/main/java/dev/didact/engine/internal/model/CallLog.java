package dev.didact.engine.internal.model;

import java.util.Optional;

/// Where answers are kept and found again. Safe for use by many threads.
public interface CallLog {
    /// The answer that was kept for a call.
    Optional<CallRecord> find(String key);

    /// The answer that another run was given to the same call, kept for this run too.
    ///
    /// @param response what an answer must have in common with the call; see [CallRecord#response]
    default Optional<CallRecord> reuse(CallBegun call, String response) {
        return Optional.empty();
    }

    /// Notes that a call is about to be made, so that it is known later to have been under way when a run broke off.
    default Begun begin(CallBegun call) {
        return () -> {};
    }

    /// A call that was noted.
    interface Begun {
        /// Waits until the note is durable; before that nothing may be sent.
        void await();
    }

    /// Keeps an answer and returns once it is durable.
    void keep(CallRecord answered);
}
