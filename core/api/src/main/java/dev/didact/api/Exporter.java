package dev.didact.api;

import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import java.nio.file.Path;

/// What writes decided samples in the form that other tools read.
///
/// @param <C> the configuration record
public non-sealed interface Exporter<C extends Record> extends Contribution<C> {
    /// Makes an instance for one export.
    ///
    /// @param folder an empty folder to write into; the host moves it to its place when [Writer#write] has returned
    Writer open(C config, Path folder, Context context) throws DidactException;

    /// An instance; used by one thread.
    interface Writer extends AutoCloseable {
        /// Writes the samples, accepted, rejected and quarantined alike, each where its form has a place for it.
        ///
        /// @param samples in the run's order; may be larger than memory
        /// @return the files, and what was left out and why
        Receipt write(Iterable<DecidedSample> samples) throws DidactException, InterruptedException;

        @Override
        default void close() throws DidactException {}
    }
}
