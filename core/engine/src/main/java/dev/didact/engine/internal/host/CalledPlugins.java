package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.plugin.Plugins;

/// Calls plugins of this process: each call goes to the plugin that a card stands for here and now.
abstract class CalledPlugins implements Plugins {
    /// The plugin that a card is of.
    ///
    /// @throws dev.didact.engine.ProblemException if it is not there any more
    abstract HostedPlugin plugin(ContributionCard card);

    @Override
    public final Contribution<?> factory(ContributionCard card) {
        return plugin(card).factory(card);
    }

    @Override
    public final Capabilities capabilities(ContributionCard card) {
        return plugin(card).manifest().capabilities();
    }

    @Override
    public final <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugin(card).calls().compute(name(card), work);
    }

    @Override
    public final <T> T lasting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugin(card).calls().lasting(name(card), work);
    }

    @Override
    public final <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugin(card).calls().waiting(name(card), work);
    }

    @Override
    public final <T> T closing(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugin(card).calls().closing(name(card), work);
    }

    /// What a contribution is called in words about its plugin.
    private static String name(ContributionCard card) {
        return card.kind().word() + " '" + card.id() + "'";
    }
}
