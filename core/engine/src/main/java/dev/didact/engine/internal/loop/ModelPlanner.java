package dev.didact.engine.internal.loop;

import dev.didact.api.ModelProvider;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.process.ModelServer;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

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
        if (wire.complete() && model.fallback().isPresent()) {
            throw Problems.failure(
                    "E211",
                    "model '" + model.name() + "' has a fallback, and of a call that went from one to the other a"
                            + " cassette cannot tell who is to be asked: run without --record and --replay, or leave"
                            + " `fallback` out",
                    model.place());
        }
        var factory = (ModelProvider<?>) components.factory(model.component(), "model/" + model.name());
        return new ModelPlan(
                model.name(),
                model.component().card(),
                components.plugins(model.component()),
                identity(model),
                model.family(),
                model.serve().map(serve -> serving(model, serve)),
                model.fallback(),
                opening(factory, model.component()));
    }

    private String identity(Recipe.Model model) {
        ObjectNode identity = model.identity();
        if (identity.path("serve") instanceof ObjectNode serve) {
            serve.put("program", ProgramIdentity.sha256For(serve, components.base()));
        }
        return components.identity(identity, model.component());
    }

    private ModelPlan.Serving serving(Recipe.Model model, Recipe.Serve serve) {
        Component component = model.component();
        Served place = Served.of(component)
                .orElseThrow(() -> Problems.failure(
                        "E210",
                        "'" + component.card().id() + "' has no address in its configuration, so there is nothing to"
                                + " serve; leave `serve` out",
                        serve.place()));
        if (place.chosen() && component.isolated()) {
            throw Problems.failure(
                    "E210",
                    "model '" + model.name() + "' works in a process of its own, which cannot be told the port that is"
                            + " chosen for port 0: write a port, or leave `isolation: process` out",
                    serve.place());
        }
        return new ModelPlan.Serving(place, wire.sends() ? Optional.of(server(model, serve, place)) : Optional.empty());
    }

    private ModelServer server(Recipe.Model model, Recipe.Serve serve, Served place) {
        return components.own(new ModelServer(
                model.name(),
                new ModelServer.Commands(
                        serve.start(), serve.stop(), serve.swap(), serve.health(), serve.within(), serve.env()),
                place.actual(),
                components.http(place.reach()),
                components.context("serve/" + model.name(), model.component())));
    }

    private <C extends Record> ModelPlan.Opening opening(ModelProvider<C> factory, Component component)
            throws InterruptedException {
        return ModelPlan.opening(factory, components.config(factory, component));
    }
}
