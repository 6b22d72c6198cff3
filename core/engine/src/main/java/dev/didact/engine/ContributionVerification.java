package dev.didact.engine;

import dev.didact.api.DidactException;
import dev.didact.engine.internal.verify.Behaviours;
import java.util.List;
import java.util.Set;

/// A look at what a contribution does, one behaviour after the other. It runs on the host, as in a run.
public interface ContributionVerification {
    /// Begins it.
    ///
    /// @param trial the contribution
    /// @param material what it is looked at with
    /// @throws ProblemException if it does not take its configuration
    /// @throws RuntimeException if its code threw when that was made, as [ContributionTrial#call] says
    static ContributionVerification of(ContributionTrial trial, Material material)
            throws DidactException, InterruptedException {
        return Behaviours.of(trial, material);
    }

    /// What is expected of a contribution of this kind, in the order in which it is best looked at.
    Set<Behaviour> behaviours();

    /// What was found about one of them; nothing if it behaves so.
    ///
    /// @throws IllegalArgumentException if it is not expected of its kind
    List<Finding> findings(Behaviour behaviour) throws InterruptedException;
}
