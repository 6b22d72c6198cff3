package dev.didact.engine;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.internal.loop.LoneContribution;
import java.nio.file.Path;

/// A contribution by itself, with no run around it: its plugin is loaded, its configuration is bound, and its code is
/// called as in a run. For the tests of authors and for whoever looks at a plugin before it is used.
public interface ContributionTrial {
    /// What it is of.
    ContributionCard card();

    /// Its factory, made by the class loader of its plugin.
    Contribution<?> factory();

    /// Runs something in its code, as a run does: with the context class loader of its plugin; on one of the plugin's
    /// threads where its kind computes, else on the calling thread, which may wait.
    ///
    /// @throws RuntimeException if the code threw what is not a [DidactException]; names the plugin, and what it threw
    ///     is the cause
    <T> T call(Call<T> call) throws DidactException, InterruptedException;

    /// A configuration as a recipe gives it under `with`, made in its code as [#call] runs it: the constructor of the
    /// record is the plugin's own.
    ///
    /// @param factory what is configured
    /// @param with YAML; empty for nothing but defaults
    /// @param base the folder that relative paths start from
    /// @throws ProblemException if the contribution does not take it, with line and column in `with`
    <C extends Record> C configure(Contribution<C> factory, String with, Path base)
            throws DidactException, InterruptedException;

    /// The same for a contribution on no host, in the code of the caller.
    ///
    /// @param contribution what is configured
    /// @param with YAML; empty for nothing but defaults
    /// @param base the folder that relative paths start from
    /// @throws ProblemException if the contribution does not take it, with line and column in `with`
    static <C extends Record> C config(Contribution<C> contribution, String with, Path base) {
        return LoneContribution.config(contribution, with, base);
    }

    /// Something to run in the code of a contribution.
    ///
    /// @param <T> what it makes; never null
    interface Call<T> {
        /// Runs it.
        T run() throws DidactException, InterruptedException;
    }
}
