package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Plugins;

/// Plugins that work in processes of their own: what calls them here is code of the engine, which runs where that of
/// the process lane does, and nothing of theirs is loaded.
///
/// @param plugins the plugins of the run, which keep their files
/// @param lane the contribution whose threads wait for processes
public record IsolatedPlugins(Plugins plugins, ContributionCard lane) implements Plugins {
    /// A contribution that is opened in a process.
    ///
    /// @param context what is asked before it is opened has this context
    public static Contribution<?> contribution(Isolated isolated, Context context) {
        return switch (isolated.card().kind()) {
            case SOURCE -> new IsolatedSource(isolated);
            case GENERATOR -> new IsolatedGenerator(isolated);
            case RUBRIC -> new IsolatedRubric(isolated, context);
            case MODEL -> new IsolatedModel(isolated);
            case LEARNER -> new IsolatedLearner(isolated);
            case EXPORTER -> new IsolatedExporter(isolated);
        };
    }

    @Override
    public Contribution<?> factory(ContributionCard card) {
        throw new IllegalArgumentException("an isolated plugin has no factory here");
    }

    @Override
    public Capabilities capabilities(ContributionCard card) {
        return plugins.capabilities(card);
    }

    @Override
    public <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugins.compute(lane, work);
    }

    @Override
    public <T> T lasting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugins.lasting(lane, work);
    }

    @Override
    public <T> T closing(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugins.closing(lane, work);
    }

    @Override
    public <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugins.waiting(lane, work);
    }

    @Override
    public Held hold() {
        return plugins.hold();
    }
}
