package dev.didact.api;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import java.util.List;
import java.util.Optional;

/// What turns an item into samples by asking models.
///
/// @param <C> the configuration record
public non-sealed interface Generator<C extends Record> extends Contribution<C> {
    /// Makes an instance for one run.
    Session open(C config, Context context) throws DidactException;

    /// An instance; used by one thread at a time.
    interface Session extends AutoCloseable {
        /// What to ask for this job, and what samples the replies make. Pure: no waiting, no state.
        Step<List<Sample>> generate(Job job) throws DidactException;

        @Override
        default void close() throws DidactException {}
    }

    /// One thing to do: one sample index of one item, one attempt.
    ///
    /// @param item what to start from, its key taken off
    /// @param sampleIndex counts the samples that this step is asked for of this item, from 0
    /// @param attempt counts the attempts for this sample index, from 1
    /// @param revise the rejected sample of the attempt before, where the recipe asks for a revision
    record Job(Item item, int sampleIndex, int attempt, Optional<DecidedSample> revise) {
        public Job {
            requireNonNull(item, "item");
            requireNonNull(revise, "revise");
        }
    }
}
