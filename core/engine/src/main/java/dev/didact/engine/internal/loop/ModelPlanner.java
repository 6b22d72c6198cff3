package dev.didact.engine.internal.loop;

import dev.didact.api.ModelProvider;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;

/// Makes the models of a recipe ready to be opened.
///
/// @param components opens them
/// @param wire how they reach the network
record ModelPlanner(Components components, Wire wire) {
    /// A model, ready to be opened.
    ModelPlan plan(Recipe.Model model) throws InterruptedException {
        if (wire.complete()
                && (model.component().isolated()
                        || model.component().card().plugin().equals(ProgramIdentity.PLUGIN))) {
            throw Problems.failure(
                    "E211",
                    "model '" + model.name() + "' is asked in a process of its own, and a cassette holds only what"
                            + " passes over Didact's HTTP: run without --record and --replay, or leave `isolation:"
                            + " process` out",
                    model.component().place());
        }
        var factory = (ModelProvider<?>) components.factory(model.component(), "model/" + model.name());
        return new ModelPlan(
                model.name(),
                model.component().card(),
                components.plugins(model.component()),
                components.identity(model.identity(), model.component()),
                model.family(),
                opening(factory, model.component()));
    }

    private <C extends Record> ModelPlan.Opening opening(ModelProvider<C> factory, Component component)
            throws InterruptedException {
        return ModelPlan.opening(factory, components.config(factory, component));
    }
}
