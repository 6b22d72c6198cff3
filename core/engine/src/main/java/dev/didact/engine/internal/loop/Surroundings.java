package dev.didact.engine.internal.loop;

import dev.didact.api.Http;
import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.http.HttpPool;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.LearnedLimits;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.recipe.PriceTable;
import dev.didact.engine.internal.workspace.WorkspaceFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all runs of a workspace share: its folder, the plugins, the network, the clock.
public final class Surroundings implements AutoCloseable {
    /// More connections than any recipe may have calls in flight to all of its endpoints.
    private static final int CONNECTIONS = 10_000;

    private final Workspace.Settings settings;
    private final WorkspaceFolder folder;
    private final Plugins plugins;
    private final Catalogs catalogs;
    private final InstantSource clock;
    private final Calls.Backoff backoff;
    private @Nullable HttpPool pool;

    public Surroundings(
            Workspace.Settings settings,
            WorkspaceFolder folder,
            Plugins plugins,
            Catalogs catalogs,
            InstantSource clock,
            Calls.Backoff backoff) {
        this.settings = settings;
        this.folder = folder;
        this.plugins = plugins;
        this.catalogs = catalogs;
        this.clock = clock;
        this.backoff = backoff;
    }

    Workspace.Settings settings() {
        return settings;
    }

    WorkspaceFolder folder() {
        return folder;
    }

    Plugins plugins() {
        return plugins;
    }

    /// What new runs may use.
    Catalog catalog() {
        return withTasks(catalogs.current());
    }

    /// What a run may use that began with these plugins.
    Catalog pinned(Map<String, String> plugins) {
        return withTasks(catalogs.pinned(plugins));
    }

    /// Notes what a new run uses.
    void used(Collection<ContributionCard> cards) {
        catalogs.used(cards);
    }

    private Catalog withTasks(Catalog plugins) {
        return new WorkspaceCatalog(plugins, folder.folder().resolve("tasks"));
    }

    InstantSource clock() {
        return clock;
    }

    /// How many calls endpoints were found to bear.
    LearnedLimits learnedLimits() {
        return new LearnedLimits(folder.folder().resolve("limits"));
    }

    /// What was expected of recipes.
    Estimates estimates() {
        return new Estimates(folder.folder().resolve("estimates"));
    }

    /// The prices that the person keeps beside the workspace's runs and beside what is installed.
    ///
    /// @throws dev.didact.engine.ProblemException if one of the files is wrong
    PriceTable priceTable() {
        return PriceTable.read(Stream.concat(Stream.of(folder.folder()), settings.store().stream())
                .toList());
    }

    /// How long to wait before something is tried again.
    Calls.Backoff backoff() {
        return backoff;
    }

    int threads() {
        int most = 4;
        return settings.threads().orElse(Math.min(most, Runtime.getRuntime().availableProcessors()));
    }

    /// A client that reaches these and nothing else; offline, only those of them that are this machine.
    Http http(Set<Reach> reach) {
        return call -> pool().reaching(reach, settings.offline()).send(call);
    }

    private synchronized HttpPool pool() {
        HttpPool open = pool;
        if (open == null) {
            open = HttpPool.open(CONNECTIONS);
            pool = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            try {
                pool.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
