package dev.didact.engine.internal.loop;

import static java.util.Objects.requireNonNull;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import dev.didact.engine.OpenContext;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.GrantedSecrets;
import dev.didact.engine.internal.plugin.OwnedResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way out of one instance of a contribution.
public final class RunContext implements OpenContext {
    private static final Logger LOG = LoggerFactory.getLogger(RunContext.class);

    private final World world;
    private final String scope;
    private final Http http;
    private final GrantedSecrets secrets;
    private final Planner.Progressing progress;
    private final Consumer<AutoCloseable> closing;
    private final OwnedResources owned = new OwnedResources();

    /// @param scope what the instance is: its place in the recipe, and what it works on
    /// @param http a client that reaches what this instance may reach
    /// @param secrets names of the secrets that this instance may have
    /// @param closing closes what the instance owns, each by itself
    RunContext(
            World world,
            String scope,
            Http http,
            Set<String> secrets,
            Planner.Progressing progress,
            Consumer<AutoCloseable> closing) {
        this.world = world;
        this.scope = scope;
        this.http = http;
        this.secrets = new GrantedSecrets(scope, secrets, world.environment());
        this.progress = progress;
        this.closing = closing;
    }

    /// A context without a run; see [OpenContext#of].
    public static OpenContext alone(Settings settings) {
        var world = new World(
                settings.randomSeed(),
                settings.base(),
                () -> settings.base().resolve("work"),
                settings.threads(),
                settings.environment(),
                settings.clock());
        return new RunContext(
                world,
                "alone",
                call -> {
                    throw new DidactException.Denied("network", "there is no network here, asked for " + call.uri());
                },
                settings.environment().keySet().stream()
                        .map(variable -> "env:" + variable)
                        .collect(Collectors.toSet()),
                settings.progress()::progress,
                owned -> Closing.here("alone", LOG, owned));
    }

    /// What all instances of a run share.
    ///
    /// @param randomSeed the run's random seed
    /// @param base the folder that relative paths start from
    /// @param work the folder under which instances have theirs
    /// @param threads how many platform threads an instance may compute with
    /// @param environment where secrets are looked up
    /// @param clock the clock
    record World(
            long randomSeed,
            Path base,
            Supplier<Path> work,
            int threads,
            Map<String, String> environment,
            InstantSource clock) {
        /// The same with secrets looked up elsewhere.
        World with(Map<String, String> others) {
            return new World(randomSeed, base, work, threads, others, clock);
        }
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("dev.didact.plugin." + scope);
    }

    @Override
    public InstantSource clock() {
        return world.clock();
    }

    @Override
    public RandomGenerator random(String purpose) {
        return Seeds.stream(world.randomSeed(), scope, purpose);
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public String secret(SecretName name) throws DidactException {
        return secrets.value(name);
    }

    @Override
    public Path base() {
        return world.base();
    }

    @Override
    public Path work() {
        try {
            return Files.createDirectories(world.work().get().resolve(scope.replaceAll("[^A-Za-z0-9.-]", "_")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int threads() {
        return world.threads();
    }

    @Override
    public void progress(long done, long total, String note) {
        progress.progress(done, total, requireNonNull(note, "note"));
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was stopped");
        }
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        return owned.own(resource);
    }

    @Override
    public void close() {
        owned.close(closing);
    }
}
