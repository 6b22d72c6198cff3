package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.record.Records;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What a run has written down, and where it writes on: answers under their identity, and records in their order.
interface RunLog extends CallLog {
    /// Writes the next record, or holds it against the one that was written in this place before.
    ///
    /// What stands under the key [#SECONDS] is not compared, nor are tokens.
    ///
    /// @param record what [Records] writes as a JSON object
    /// @return where it stands, once it is durable
    /// @throws Derived.Different if another record was written in this place
    CompletableFuture<EventPlace> write(String kind, Object record);

    /// Writes the next record when nobody needs to know where it stands.
    default void put(String kind, Object record) {
        CompletableFuture<EventPlace> _ = write(kind, record);
    }

    /// Where something stands that was written, as soon as it is durable.
    ///
    /// @throws RuntimeException why it could not be stored
    static EventPlace durable(CompletableFuture<EventPlace> written) {
        try {
            return written.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw e;
        }
    }

    /// What was written of this round and was not come to yet.
    Recorded recorded();

    /// Turns to the next round.
    void nextRound();

    /// Whether everything is taken from what was written and nothing is made anew.
    boolean replaying();

    /// The key of a record that holds what depends on the clock.
    String SECONDS = "seconds";

    /// Why a derivation stopped.
    final class Derived {
        private Derived() {}

        /// What was derived is not what was written.
        static final class Different extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Different(String message) {
                super(message);
            }
        }
    }
}
