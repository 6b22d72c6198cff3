package dev.didact.engine;

import java.util.List;
import java.util.Optional;

/// Everything that the plugins contribute, as known from their manifests. An immutable snapshot.
public interface Catalog {
    /// All plugins, by id.
    List<PluginCard> plugins();

    /// All contributions of a kind, by id and plugin.
    List<ContributionCard> of(Kind kind);

    /// The contribution that a name means: a full id, or a short name that only one plugin has.
    ///
    /// @param place where the name stands, for the problem
    /// @throws ProblemException if there is none of that name, with likely ones, or if several plugins have it, with
    ///     their full ids
    ContributionCard find(Kind kind, String name, Optional<Place> place);

    /// The evaluation tasks that a name finds: those of the workspace first, then those of plugins.
    default List<TaskFile> tasks() {
        return List.of();
    }
}
