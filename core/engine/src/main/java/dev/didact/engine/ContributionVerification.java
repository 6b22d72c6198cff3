package dev.didact.engine;

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
    static ContributionVerification of(ContributionTrial trial, Material material) {
        return Behaviours.of(trial, material);
    }

    /// What is expected of a contribution of this kind, in the order in which it is best looked at.
    Set<Behaviour> behaviours();

    /// What was found about one of them; nothing if it behaves so.
    ///
    /// @throws IllegalArgumentException if it is not expected of its kind
    List<Finding> findings(Behaviour behaviour) throws InterruptedException;
}
