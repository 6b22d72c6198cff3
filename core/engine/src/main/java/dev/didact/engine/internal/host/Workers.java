package dev.didact.engine.internal.host;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The platform threads of one plugin. They are made when there is work, end when there is none for a while, and die
/// with the plugin.
final class Workers implements AutoCloseable {
    private static final int MOST = 4;
    private static final long IDLE_SECONDS = 10;
    private static final long END_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    /// @param plugin names the threads
    /// @param limit how many threads the user allows
    Workers(String plugin, int limit) {
        int count = Math.clamp(Math.min(limit, Runtime.getRuntime().availableProcessors()), 1, MOST);
        threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads(Thread.ofPlatform()
                        .daemon()
                        .name("plugin " + plugin + " ", 1)
                        .factory()));
        threads.allowCoreThreadTimeOut(true);
    }

    /// Runs on one of the threads and waits for the result. If the waiting thread is interrupted, so is the work.
    ///
    /// @throws ExecutionException with what the work threw
    <T> T run(Callable<T> work) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(work);
        threads.execute(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        }
    }

    /// A thread has the class loader of whoever makes it, which may be that of another plugin.
    private static ThreadFactory threads(ThreadFactory named) {
        return work -> {
            Thread thread = named.newThread(work);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        };
    }

    /// Interrupts what still works, and waits until all threads have ended, but not for long.
    void end() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
