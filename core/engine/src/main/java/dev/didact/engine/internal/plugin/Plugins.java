package dev.didact.engine.internal.plugin;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.host.Work;

/// Runs the code of plugins: on the right thread, with the right class loader, and so that nothing it throws does harm.
public interface Plugins {
    /// The factory of a contribution; loads its plugin at first use.
    ///
    /// @throws dev.didact.engine.ProblemException if the plugin cannot be loaded
    Contribution<?> factory(ContributionCard card);

    /// Computes on one of the plugin's platform threads and waits for the result.
    ///
    /// @throws dev.didact.engine.internal.host.PluginFault if the plugin's code threw what is not a [DidactException]
    <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException;

    /// Runs on the calling thread, which may wait.
    ///
    /// @throws dev.didact.engine.internal.host.PluginFault if the plugin's code threw what is not a [DidactException]
    <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException;

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
