package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.process.ModelServer;
import java.util.Optional;

/// A model of the recipe, ready to be opened at any checkpoint.
///
/// @param name its name in the recipe
/// @param card its provider
/// @param plugins runs its code
/// @param identity hash of provider and configuration
/// @param family what the recipe says of its kind, if it says so
/// @param serving the server that the run keeps for it, if it keeps one
/// @param fallback name of the model that answers while it does not
/// @param opening opens it
record ModelPlan(
        String name,
        ContributionCard card,
        Plugins plugins,
        String identity,
        Optional<String> family,
        Optional<Serving> serving,
        Optional<String> fallback,
        Opening opening) {
    /// A server that is kept.
    ///
    /// @param place where the model finds it
    /// @param server the server; empty where a cassette answers in its stead
    record Serving(Served place, Optional<ModelServer> server) {}

    /// Opens a model.
    interface Opening {
        /// Opens it at a checkpoint.
        ModelProvider.Model open(Optional<Checkpoint> checkpoint, Context context) throws DidactException;
    }

    /// The plan for a provider with its configuration.
    static <C extends Record> Opening opening(ModelProvider<C> provider, C config) {
        return (checkpoint, context) -> Returned.by("ModelProvider.open()", provider.open(config, checkpoint, context));
    }
}
