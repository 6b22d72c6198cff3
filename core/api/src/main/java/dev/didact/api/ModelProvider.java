package dev.didact.api;

import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import java.util.List;
import java.util.Optional;

/// What opens models: a network in this process, an endpoint, a program.
///
/// @param <C> the configuration record
public non-sealed interface ModelProvider<C extends Record> extends Contribution<C> {
    /// Opens a model. Several checkpoints may be open at once, and an older one stays usable.
    ///
    /// @param checkpoint what a learner returned; empty for the model as the configuration alone names it
    /// @throws DidactException.Unavailable if it cannot be reached or opened
    Model open(C config, Optional<Checkpoint> checkpoint, Context context) throws DidactException;

    /// An open model; safe for use by many threads.
    interface Model extends AutoCloseable {
        /// What the engine needs to know to use it well. Cheap.
        ModelInfo info();

        /// Answers calls, one reply for each, in their order. A reply depends on its call alone, never on the others of
        /// the batch.
        ///
        /// @param batch at most [ModelInfo#bestBatch] calls
        /// @throws DidactException.Transient if the same batch may succeed later
        /// @throws DidactException.Unavailable if no call to this model can succeed
        List<Reply> answer(List<ModelCall> batch) throws DidactException, InterruptedException;

        @Override
        default void close() throws DidactException {}
    }
}
