package dev.didact.engine.internal.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does several things at the same time, each on a virtual thread of its own, and waits for all.
final class Together {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Together() {}

    /// One of the things.
    interface Part<T> {
        /// Does it.
        T run(int index) throws InterruptedException;
    }

    /// The results in order. If one fails or the waiting thread is interrupted, the others are interrupted, and nothing
    /// of it goes on when this returns, unless it does not heed interruption.
    static <T> List<T> all(int count, Part<T> part) throws InterruptedException {
        List<FutureTask<T>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            var task = new FutureTask<>(() -> part.run(index));
            tasks.add(task);
            threads.add(Thread.ofVirtual().start(task));
        }
        try {
            List<T> results = new ArrayList<>();
            for (FutureTask<T> task : tasks) {
                results.add(result(task));
            }
            return results;
        } finally {
            end(threads);
        }
    }

    /// Interrupts threads and waits until they are gone. One that does not heed it is left behind after a while.
    static void end(Collection<Thread> threads) {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        Duration patience = PATIENCE;
        for (Thread thread : threads) {
            boolean waiting = true;
            while (waiting) {
                try {
                    waiting = false;
                    if (!thread.join(patience)) {
                        LOG.warn("{} does not end and is left behind", thread);
                        patience = Duration.ofMillis(1);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    waiting = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The result of something that was done elsewhere.
    static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new InterruptedException("cancelled");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
