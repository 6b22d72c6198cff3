package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.process.Isolated;
import dev.didact.engine.internal.process.IsolatedPlugins;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the code of components works: in this process, or in processes of their own.
///
/// @param around where their plugins are found
/// @param plugins the plugins of the piece of work
/// @param limits what each process may use
/// @param inFlight how many calls a model that waits for somebody else may have under way
/// @param randomSeed the random seed of the piece of work
/// @param base the folder that relative paths start from
record Isolation(
        Surroundings around, Plugins plugins, Recipe.Processes limits, int inFlight, long randomSeed, Path base) {
    /// The contribution of the process lane, of which there is one of each kind.
    private static final String LANE = ProgramIdentity.PLUGIN + ".exec";

    /// What makes the instances of a component: its plugin's own class, or what speaks to the process that has it.
    ///
    /// @param first the context of what an isolated plugin is asked before it is opened
    Contribution<?> factory(Component component, String scope, Supplier<? extends Context> first) {
        if (!component.isolated()) {
            return plugins.factory(component.card());
        }
        Granted granted = Granted.of(component, plugins.capabilities(component.card()));
        var isolated = new Isolated(
                component.card(),
                component.with().toJson(),
                scope,
                randomSeed,
                base,
                granted.network(),
                granted.secrets(),
                lane());
        return IsolatedPlugins.contribution(isolated, first.get());
    }

    private Isolated.Lane lane() {
        return new Isolated.Lane(
                around.settings().plugins(),
                around.settings().store(),
                around.settings().cache(),
                around.threads(),
                around.settings().offline(),
                limits.memory(),
                limits.deadline(),
                inFlight);
    }

    /// Who runs the code of a component's instances.
    Plugins plugins(Component component) {
        return component.isolated()
                ? new IsolatedPlugins(
                        plugins, around.catalog().find(component.card().kind(), LANE, Optional.empty()))
                : plugins;
    }

    /// The configuration of a component that is bound in this process: that of an isolated plugin is bound where its
    /// class is.
    static Node.Mapping with(Component component) {
        return component.isolated() ? Node.Mapping.empty(component.place()) : component.with();
    }
}
