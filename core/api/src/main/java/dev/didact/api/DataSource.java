package dev.didact.api;

import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import java.util.Optional;

/// Where items come from: texts of people with their licence, or problems made from a random seed.
///
/// @param <C> the configuration record
public non-sealed interface DataSource<C extends Record> extends Contribution<C> {
    /// Opens the source for one pass.
    ///
    /// @param draw what the items are for; a procedural source obeys purpose and level, a source of files ignores them
    /// @throws DidactException.Config if the configuration names something that is not there
    Reader open(C config, Draw draw, Context context) throws DidactException;

    /// One pass over a source; used by one thread at a time.
    interface Reader extends AutoCloseable {
        /// The next item, or nothing at the end. The same configuration, draw and random seed give the same items in
        /// the same order.
        ///
        /// An item that cannot be read is lost, counted and named, and the run goes on; the same holds for whatever the
        /// reader throws unchecked. A source that fails a hundred times in a row, or that ends without having given
        /// one item, ends the run.
        ///
        /// @throws DidactException.Permanent if this item cannot be read; the next call goes on behind it
        /// @throws DidactException.Transient if this item cannot be read this time; the next call tries the same item
        ///     again. The engine waits before it calls, and gives up the run after as many tries as a model call has
        Optional<Item> next() throws DidactException, InterruptedException;

        @Override
        default void close() throws DidactException {}
    }
}
