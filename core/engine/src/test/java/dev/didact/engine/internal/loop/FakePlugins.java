package dev.didact.engine.internal.loop;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.PluginFaults;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Plugins;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/// Contributions that are objects of the test. What they throw and what they return as nothing becomes a fault, as with
/// the host; they compute on platform threads of their own.
final class FakePlugins implements Plugins, AutoCloseable {
    private final Map<String, Contribution<?>> contributions;
    private final ExecutorService threads;

    /// @param contributions by kind and id: `model student`
    FakePlugins(Map<String, Contribution<?>> contributions, int threads) {
        this.contributions = contributions;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("fake-plugin ", 1).factory());
    }

    @Override
    public Contribution<?> factory(ContributionCard card) {
        Contribution<?> contribution = contributions.get(card.kind().word() + " " + card.id());
        if (contribution == null) {
            throw new AssertionError("no contribution for " + card);
        }
        return contribution;
    }

    @Override
    public Capabilities capabilities(ContributionCard card) {
        return Capabilities.undeclared();
    }

    @Override
    public <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        var task = new FutureTask<>(() -> waiting(card, work));
        threads.execute(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DidactException understood -> throw understood;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new AssertionError(e);
            }
        }
    }

    @Override
    public <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        try {
            T value = work.run();
            if (value == null) {
                throw new NullPointerException("it returned null");
            }
            return value;
        } catch (DidactException | InterruptedException | ProblemException | PluginFault e) {
            throw e;
        } catch (Throwable thrown) {
            throw PluginFaults.threw(card.plugin() + "@" + card.version(), thrown);
        }
    }

    @Override
    public <T> T lasting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return compute(card, work);
    }

    @Override
    public <T> T closing(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return waiting(card, work);
    }

    @Override
    public Held hold() {
        FakePlugins all = this;
        return new Held() {
            @Override
            public Contribution<?> factory(ContributionCard card) {
                return all.factory(card);
            }

            @Override
            public Capabilities capabilities(ContributionCard card) {
                return all.capabilities(card);
            }

            @Override
            public <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
                return all.compute(card, work);
            }

            @Override
            public <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
                return all.waiting(card, work);
            }

            @Override
            public <T> T lasting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
                return all.lasting(card, work);
            }

            @Override
            public <T> T closing(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
                return all.closing(card, work);
            }

            @Override
            public Held hold() {
                return all.hold();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
