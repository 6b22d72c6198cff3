package dev.didact.engine.internal.plugin;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.host.Work;

/// Runs the code of plugins: on the right thread, with the right class loader, and so that nothing it throws does harm.
public interface Plugins {
    /// The factory of a contribution; loads its plugin at first use.
    ///
    /// @throws dev.didact.engine.ProblemException if the plugin cannot be loaded
    Contribution<?> factory(ContributionCard card);

    /// What the plugin of a contribution says that its code will do.
    Capabilities capabilities(ContributionCard card);

    /// Computes on one of the plugin's platform threads and waits for the result. If the waiting thread is interrupted,
    /// so is the work.
    ///
    /// @throws dev.didact.engine.internal.host.PluginFault if the plugin's code threw what is not a [DidactException],
    ///     or computed for longer than it may
    <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException;

    /// Computes on one of the plugin's platform threads as long as it takes, as a learner does.
    ///
    /// @throws dev.didact.engine.internal.host.PluginFault if the plugin's code threw what is not a [DidactException]
    <T> T lasting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException;

    /// Runs on a virtual thread of its own, which may wait as long as it takes.
    ///
    /// @throws dev.didact.engine.internal.host.PluginFault if the plugin's code threw what is not a [DidactException]
    <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException;

    /// Runs on a virtual thread of its own, which may wait, but not for long.
    ///
    /// @throws dev.didact.engine.internal.host.PluginFault if the plugin's code threw what is not a [DidactException],
    ///     or did not come back in time
    <T> T closing(ContributionCard card, Work<T> work) throws DidactException, InterruptedException;

    /// The same plugins for one piece of work, such as a run. Each plugin that the work uses stays what it was when it
    /// first used it, until the work is over.
    Held hold();

    /// Plugins that are kept for somebody.
    interface Held extends Plugins, AutoCloseable {
        /// Lets go of them.
        @Override
        void close();
    }
}
