package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Purpose;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.record.Masked;
import dev.didact.engine.internal.split.HeldOutDocuments;
import dev.didact.engine.internal.split.Pieces;
import dev.didact.engine.internal.split.Split;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/// A source of the recipe, ready to be opened for any draw.
///
/// @param id its id in the recipe
/// @param component its contribution, as the recipe uses it
/// @param identity hash of contribution and configuration
/// @param split how its documents are cut into passages; empty to take them as they come
/// @param heldOut which of its documents only measures see
/// @param level how the engine raises its level
/// @param plugins runs its code
/// @param opening opens it
/// @param backoff how long to wait when it fails this time only
/// @param contexts makes the context of one pass, which closes it
record SourcePlan(
        String id,
        Component component,
        String identity,
        Optional<Split> split,
        HeldOutDocuments heldOut,
        Optional<Recipe.Levels> level,
        Plugins plugins,
        Opening opening,
        Calls.Backoff backoff,
        Supplier<RunContext> contexts) {
    /// A source that fails so often in a row will not get better.
    private static final int MOST_LOST_IN_A_ROW = 100;

    /// Most characters of an item with all its texts: it must fit into one event of the journal, however it is escaped.
    static final int LONGEST_ITEM = 2_500_000;

    /// Opens a source.
    interface Opening {
        /// Opens it for one pass.
        DataSource.Reader open(Draw draw, Context context) throws DidactException;
    }

    /// The opening of a source with its configuration.
    static <C extends Record> Opening opening(DataSource<C> source, C config) {
        return (draw, context) -> Returned.by("DataSource.open()", source.open(config, draw, context));
    }

    /// Opens the source for one pass, on the calling virtual thread.
    Pass open(Draw draw) throws InterruptedException {
        RunContext context = contexts.get();
        try {
            return guarded(() -> new Pass(patiently(() -> opening.open(draw, context)), draw.purpose(), context));
        } catch (RuntimeException | InterruptedException e) {
            context.close();
            throw e;
        }
    }

    /// One pass over the source, for one thread. An item that cannot be read is lost, and the pass goes on behind it.
    final class Pass implements AutoCloseable {
        private final DataSource.Reader reader;
        private final Purpose purpose;
        private final RunContext context;
        private final Queue<Item> pieces = new ArrayDeque<>();
        private Lost lost = Lost.NOTHING;
        private boolean readOne;

        private Pass(DataSource.Reader reader, Purpose purpose, RunContext context) {
            this.reader = reader;
            this.purpose = purpose;
            this.context = context;
        }

        /// The next item that can be read.
        ///
        /// @throws ProblemException if the source cannot go on: too many items in a row cannot be read, or not one of
        ///     the pass, or it fails in a way that is not an item's
        Optional<Item> next() throws InterruptedException {
            int inARow = 0;
            while (true) {
                try {
                    Optional<Item> item = drawn();
                    if (item.isPresent()) {
                        refuseTooLong(item.get());
                    }
                    if (!readOne && !lost.isEmpty()) {
                        throw failure(
                                lost.count() + " items, and none of them can be read; the first: " + lost.first());
                    }
                    return item;
                } catch (DidactException | PluginFault e) {
                    if (!costsOneItem(e)) {
                        throw failure(e);
                    }
                    String why = Grading.fault(e).message();
                    lost = lost.plus(new Lost(1, why));
                    if (++inARow == MOST_LOST_IN_A_ROW) {
                        throw failure(MOST_LOST_IN_A_ROW + " items in a row cannot be read, the last: " + why);
                    }
                }
            }
        }

        /// The next item, or the next passage of a document, that may be drawn for the purpose.
        private Optional<Item> drawn() throws DidactException, InterruptedException {
            while (pieces.isEmpty()) {
                Optional<Item> read = patiently(() -> Returned.by("DataSource.Reader.next()", reader.next()))
                        .map(item -> Masked.of(item, Item.class));
                if (read.isEmpty()) {
                    return read;
                }
                if (heldOut.gives(read.get(), purpose)) {
                    pieces.addAll(split.isPresent() ? Pieces.of(read.get(), split.get()) : List.of(read.get()));
                }
                readOne = true;
            }
            return Optional.of(pieces.remove());
        }

        private static void refuseTooLong(Item item) throws DidactException {
            long length = (long) item.content().length()
                    + item.key().map(String::length).orElse(0);
            for (String column : item.columns().values()) {
                length += column.length();
            }
            for (Passage passage : item.passages()) {
                length += passage.text().length();
            }
            if (length > LONGEST_ITEM) {
                throw new DidactException.Permanent("item '" + item.id() + "' has " + length + " characters, at most "
                        + LONGEST_ITEM + " can be worked on: split its document into passages");
            }
        }

        private static boolean costsOneItem(Exception e) {
            return e instanceof PluginFault fault
                    ? fault.fault().kind() != Fault.Kind.PLUGIN_QUARANTINED
                    : e instanceof DidactException.Permanent;
        }

        /// What could not be read since this was asked last.
        Lost takeLost() {
            Lost taken = lost.isEmpty() ? lost : new Lost(lost.count(), "source '" + id + "': " + lost.first());
            lost = Lost.NOTHING;
            return taken;
        }

        @Override
        public void close() {
            Closing.quietly(plugins, component.card(), reader);
            context.close();
        }
    }

    /// Does it again after a pause while it fails this time only, as often as a call to a model.
    private <T> T patiently(Work<T> work) throws DidactException, InterruptedException {
        int failed = 0;
        while (true) {
            try {
                return plugins.waiting(component.card(), work);
            } catch (DidactException.Transient e) {
                failed++;
                if (failed == Calls.TRIES) {
                    throw e;
                }
                backoff.pause(failed, e.retryAfter());
            }
        }
    }

    private <T> T guarded(Work<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (DidactException | PluginFault e) {
            throw failure(e);
        }
    }

    private ProblemException failure(Exception e) {
        String why = String.valueOf(e.getMessage());
        ProblemException failure = switch (e) {
            case DidactException.Config config -> Problems.failure("E205", why, component.place(config.pointer()));
            case DidactException.Unavailable _ -> unavailable(why);
            case DidactException.Transient _ -> unavailable(why + ", " + Calls.TRIES + " times in a row");
            default -> failure(why);
        };
        failure.initCause(e);
        return failure;
    }

    private ProblemException unavailable(String why) {
        return new ProblemException(Problem.Category.ENVIRONMENT, "E404", "source '" + id + "': " + why);
    }

    private ProblemException failure(String why) {
        return new ProblemException(Problem.Category.FAILURE, "E502", "source '" + id + "': " + why);
    }
}
