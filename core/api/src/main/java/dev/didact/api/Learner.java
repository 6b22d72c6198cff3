package dev.didact.api;

import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;

/// What updates a student: it takes decided samples and returns a checkpoint.
///
/// @param <C> the configuration record
public non-sealed interface Learner<C extends Record> extends Contribution<C> {
    /// Makes an instance for one run.
    Session open(C config, Context context) throws DidactException;

    /// An instance; used by one thread.
    interface Session extends AutoCloseable {
        /// Learns a lesson. May take long, calls [Context#checkCancelled] now and then, and leaves the checkpoint it
        /// starts from as it was.
        ///
        /// @return the new checkpoint: [Checkpoint#folder] of files under [Lesson#output], or [Checkpoint#served] by an
        ///     endpoint
        /// @throws DidactException.Permanent if the lesson cannot be learned; the run fails with everything kept
        Checkpoint learn(Lesson lesson) throws DidactException, InterruptedException;

        @Override
        default void close() throws DidactException {}
    }
}
