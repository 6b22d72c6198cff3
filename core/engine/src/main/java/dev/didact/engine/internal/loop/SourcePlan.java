package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.Optional;
import java.util.function.Supplier;

/// A source of the recipe, ready to be opened for any draw.
///
/// @param id its id in the recipe
/// @param component its contribution, as the recipe uses it
/// @param identity hash of contribution and configuration
/// @param level how the engine raises its level
/// @param plugins runs its code
/// @param opening opens it
/// @param contexts makes the context of one pass, which closes it
record SourcePlan(
        String id,
        Component component,
        String identity,
        Optional<Recipe.Levels> level,
        Plugins plugins,
        Opening opening,
        Supplier<RunContext> contexts) {
    /// Opens a source.
    interface Opening {
        /// Opens it for one pass.
        DataSource.Reader open(Draw draw, Context context) throws DidactException;
    }

    /// The opening of a source with its configuration.
    static <C extends Record> Opening opening(DataSource<C> source, C config) {
        return (draw, context) -> source.open(config, draw, context);
    }

    /// Opens the source for one pass, on the calling virtual thread.
    Pass open(Draw draw) throws InterruptedException {
        RunContext context = contexts.get();
        try {
            return guarded(() ->
                    new Pass(plugins.waiting(component.card(), () -> opening.open(draw, context)), context));
        } catch (RuntimeException | InterruptedException e) {
            context.close();
            throw e;
        }
    }

    /// One pass over the source, for one thread.
    final class Pass implements AutoCloseable {
        private final DataSource.Reader reader;
        private final RunContext context;

        private Pass(DataSource.Reader reader, RunContext context) {
            this.reader = reader;
            this.context = context;
        }

        /// The next item.
        ///
        /// @throws ProblemException if the source cannot go on
        Optional<Item> next() throws InterruptedException {
            return guarded(() -> plugins.waiting(component.card(), reader::next));
        }

        @Override
        public void close() {
            Closing.quietly(plugins, component.card(), reader);
            context.close();
        }
    }

    private <T> T guarded(Work<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (DidactException.Config e) {
            throw Problems.failure("E205", String.valueOf(e.getMessage()), component.place(e.pointer()));
        } catch (DidactException | PluginFault e) {
            throw new ProblemException(Problem.Category.FAILURE, "E502", "source '" + id + "': " + e.getMessage(), e);
        }
    }
}
