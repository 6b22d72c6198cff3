package dev.didact.engine.internal.plugin;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.OpenContext;
import dev.didact.engine.internal.host.Work;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The instances of one configured contribution, each used by one thread at a time: as many as there are threads that
/// want one at once.
///
/// @param <S> the instance
public final class Sessions<S extends AutoCloseable> implements AutoCloseable {
    private final ContributionCard card;
    private final Plugins plugins;
    private final Supplier<? extends OpenContext> contexts;
    private final Opening<S> opening;
    private final Queue<S> idle = new ConcurrentLinkedQueue<>();

    private final Queue<Opened<S>> opened = new ConcurrentLinkedQueue<>();

    /// @param contexts makes the context of an instance
    public Sessions(
            ContributionCard card, Plugins plugins, Supplier<? extends OpenContext> contexts, Opening<S> opening) {
        this.card = card;
        this.plugins = plugins;
        this.contexts = contexts;
        this.opening = opening;
    }

    /// Opens an instance.
    ///
    /// @param <S> the instance
    public interface Opening<S> {
        /// Opens it.
        S open(Context context) throws DidactException, InterruptedException;
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
            session = opened();
        }
        try {
            return use.apply(session);
        } finally {
            idle.add(session);
        }
    }

    private S opened() throws DidactException, InterruptedException {
        var one = new Opened<S>(contexts.get(), new AtomicReference<>(Optional.empty()));
        opened.add(one);
        S session = opening.open(one.context());
        one.session().set(Optional.of(session));
        return session;
    }

    /// A context and its instance, which is there unless opening it failed.
    private record Opened<S>(OpenContext context, AtomicReference<Optional<S>> session) {}

    /// Computes on one of the plugin's platform threads without an instance.
    public <T> T compute(Work<T> work) throws DidactException, InterruptedException {
        return plugins.compute(card, work);
    }

    @Override
    public void close() {
        for (Opened<S> one : opened) {
            one.session().get().ifPresent(session -> Closing.quietly(plugins, card, session));
            one.context().close();
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
