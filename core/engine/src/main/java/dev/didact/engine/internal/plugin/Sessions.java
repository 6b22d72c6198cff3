package dev.didact.engine.internal.plugin;

import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.host.Work;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The instances of one configured contribution, each used by one thread at a time: as many as there are threads that
/// want one at once.
///
/// @param <S> the instance
public final class Sessions<S extends AutoCloseable> implements AutoCloseable {
    private final ContributionCard card;
    private final Plugins plugins;
    private final Work<S> open;
    private final Queue<S> idle = new ConcurrentLinkedQueue<>();
    private final Queue<S> all = new ConcurrentLinkedQueue<>();

    public Sessions(ContributionCard card, Plugins plugins, Work<S> open) {
        this.card = card;
        this.plugins = plugins;
        this.open = open;
    }

    /// What the instances are of.
    public ContributionCard card() {
        return card;
    }

    /// Uses an instance on one of the plugin's platform threads, for no longer than a call may compute.
    public <T> T use(Use<S, T> use) throws DidactException, InterruptedException {
        return plugins.compute(card, () -> used(use));
    }

    /// Uses an instance on one of the plugin's platform threads, as long as it takes.
    public <T> T useAtLength(Use<S, T> use) throws DidactException, InterruptedException {
        return plugins.lasting(card, () -> used(use));
    }

    private <T> T used(Use<S, T> use) throws DidactException, InterruptedException {
        S session = idle.poll();
        if (session == null) {
            session = open.run();
            all.add(session);
        }
        try {
            return use.apply(session);
        } finally {
            idle.add(session);
        }
    }

    /// Computes on one of the plugin's platform threads without an instance.
    public <T> T compute(Work<T> work) throws DidactException, InterruptedException {
        return plugins.compute(card, work);
    }

    @Override
    public void close() {
        for (S session : all) {
            Closing.quietly(plugins, card, session);
        }
    }

    /// What to do with an instance.
    ///
    /// @param <S> the instance
    /// @param <T> what it makes
    public interface Use<S, T> {
        /// Does it.
        T apply(S session) throws DidactException, InterruptedException;
    }
}
