package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.OpenContext;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Binder;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.host.ContributionTypes;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Sessions;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The code behind the components of a recipe, opened as they are asked for and closed together. What a component's
/// author or its configuration did wrong is told with the place in the recipe.
final class Components implements AutoCloseable {
    private final Surroundings around;
    private final Path base;
    private final RunContext.World world;
    private final Planner.Progressing progress;
    private final Wire wire;
    private final Plugins.Held plugins;
    private final Isolation isolation;
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

    /// @param work folder for what instances keep as long as the run
    /// @param wire how they reach the network
    Components(Surroundings around, Recipe recipe, Supplier<Path> work, Planner.Progressing progress, Wire wire) {
        this.around = around;
        this.base = recipe.base();
        this.progress = progress;
        this.wire = wire;
        this.plugins = around.plugins().hold();
        opened.add(plugins);
        this.isolation =
                new Isolation(around, plugins, recipe.processes(), recipe.inFlight(), recipe.randomSeed(), base);
        this.world = new RunContext.World(
                recipe.randomSeed(),
                base,
                work,
                around.threads(),
                around.settings().environment(),
                around.clock());
    }

    /// The folder that relative paths start from.
    Path base() {
        return base;
    }

    /// The plugins as they were when this was made.
    Plugins plugins() {
        return plugins;
    }

    /// Makes an instance of a contribution.
    interface Opening<C, S> {
        /// Makes it.
        S open(C config, Context context) throws DidactException, InterruptedException;
    }

    /// The instances of a contribution, of which one is opened now.
    <C extends Record, S extends AutoCloseable> Sessions<S> sessions(
            Component component, String scope, Contribution<C> factory, Opening<C, S> opening)
            throws InterruptedException {
        C config = config(factory, component);
        var sessions = new Sessions<S>(
                component.card(),
                plugins(component),
                () -> unowned(scope, component),
                context -> opening.open(config, context));
        opened.add(sessions);
        return guarded(component, () -> {
            sessions.use(_ -> true);
            return sessions;
        });
    }

    /// Work that may go wrong as code of plugins does.
    interface Guarded<T> {
        /// Does it.
        T run() throws DidactException, InterruptedException;
    }

    /// What the work gives; what goes wrong is told with the place of the component.
    static <T> T guarded(Component component, Guarded<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (DidactException.Config e) {
            throw Problems.failure("E205", e.getMessage() + "", component.place(e.pointer()));
        } catch (DidactException.Unavailable e) {
            throw new ProblemException(Problem.Category.ENVIRONMENT, "E404", String.valueOf(e.getMessage()), e);
        } catch (DidactException | PluginFault e) {
            throw new ProblemException(Problem.Category.FAILURE, "E501", String.valueOf(e.getMessage()), e);
        }
    }

    /// The configuration of a component as the record that its contribution wants.
    @SuppressWarnings("unchecked") // the type argument of a contribution names its configuration
    <C extends Record> C config(Contribution<C> factory, Component component) throws InterruptedException {
        Work<C> binding = () -> Binder.bind(
                (Class<C>) ContributionTypes.config(factory),
                Isolation.with(component),
                base,
                "'with' of '" + component.card().id() + "'");
        return guarded(component, () -> plugins(component).compute(component.card(), binding));
    }

    /// What makes the instances of a component.
    Contribution<?> factory(Component component, String scope) {
        return isolation.factory(component, scope, () -> context(scope, component));
    }

    /// Who runs the code of a component.
    Plugins plugins(Component component) {
        return isolation.plugins(component);
    }

    /// The context of a model, which somebody else closes.
    ///
    /// @param name of the model in the recipe
    /// @param served where it is reached, if the run keeps its server
    OpenContext model(String name, Component component, Optional<Served> served) {
        Granted granted = Granted.of(component, plugins.capabilities(component.card()));
        Http http = served.map(place -> place.over(around.http(Set.of(place.reach()))))
                .orElseGet(() -> around.http(granted.network()));
        return unowned(
                "model/" + name,
                component,
                world.with(wire.environment(granted.secrets(), world.environment())),
                wire.model(name, http),
                granted);
    }

    /// A client for the host's own questions to one place.
    Http http(Reach reach) {
        return around.http(Set.of(reach));
    }

    /// Has something closed with this.
    <T extends AutoCloseable> T own(T resource) {
        opened.add(resource);
        return resource;
    }

    /// A context that is closed with this.
    RunContext context(String scope, Component component) {
        return own(unowned(scope, component));
    }

    /// A context that somebody else closes.
    RunContext unowned(String scope, Component component) {
        Granted granted = Granted.of(component, plugins.capabilities(component.card()));
        return unowned(scope, component, world, wire.component(around.http(granted.network())), granted);
    }

    private RunContext unowned(String scope, Component component, RunContext.World world, Http http, Granted granted) {
        Plugins running = plugins(component);
        return new RunContext(
                world,
                scope,
                http,
                granted.secrets(),
                progress,
                owned -> Closing.quietly(running, component.card(), owned));
    }

    /// The values of a format in a component's configuration.
    private static List<String> values(Component component, String format) {
        ObjectNode with = component.effective();
        List<String> values = new ArrayList<>();
        component.card().config().path("properties").forEachEntry((name, schema) -> {
            JsonNode value = with.path(name);
            if (schema.path("format").asString("").equals(format) && value.isString()) {
                values.add(value.stringValue());
            }
        });
        return values;
    }

    /// What the results of a component depend on: its configuration, its plugin, and the files that the configuration
    /// names.
    String identity(ObjectNode of, Component component) {
        Hashes.Fields identity = Hashes.fields("component").json("identity", of);
        if (component.card().plugin().equals(ProgramIdentity.PLUGIN)) {
            identity.text("program", ProgramIdentity.sha256For(component.effective(), base));
        }
        for (String name : values(component, "path")) {
            Path file = base.resolve(name);
            if (Files.isRegularFile(file)) {
                try (InputStream content = Files.newInputStream(file)) {
                    identity.text("file", Hashes.sha256(content));
                } catch (IOException e) {
                    throw Problems.failure(
                            "E205", "'" + name + "' cannot be read: " + e.getMessage(), component.place());
                }
            }
        }
        return identity.sha256();
    }

    /// Closes everything that was opened.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable one = opened.removeLast();
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("sessions and contexts close without failing", e);
            }
        }
    }
}
