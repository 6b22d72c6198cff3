package dev.didact.engine.internal.host;

import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads of one plugin. Those that compute are a few platform threads: they are made when there is work, end when
/// there is none for a while, and one that does not come back is replaced. What may wait has a virtual thread for each
/// call.
final class Workers implements AutoCloseable {
    private static final int MOST = 4;
    private static final long IDLE_SECONDS = 10;
    private static final long END_SECONDS = 5;

    private final ThreadPoolExecutor threads;
    private final ThreadFactory waiting;
    private final ThreadFactory ending;
    private final String plugin;
    private final Duration parting;
    private final int count;

    /// How many threads were given up and still go on.
    private int lost;

    /// @param plugin names the threads
    /// @param limit how many threads the user allows
    /// @param parting how long interrupted work may take to end
    Workers(String plugin, int limit, Duration parting) {
        count = Math.clamp(Math.min(limit, Runtime.getRuntime().availableProcessors()), 1, MOST);
        this.plugin = plugin;
        this.parting = parting;
        threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                own(Thread.ofPlatform()
                        .daemon()
                        .name("plugin " + plugin + " ", 1)
                        .factory()));
        threads.allowCoreThreadTimeOut(true);
        ending = own(Thread.ofPlatform()
                .daemon()
                .name("plugin " + plugin + " ending")
                .factory());
        waiting = own(Thread.ofVirtual().name("plugin " + plugin + " waiting").factory());
    }

    /// Runs on one of the threads that compute and waits for the result. If the waiting thread is interrupted, so is
    /// the work.
    ///
    /// @throws ExecutionException with what the work threw
    /// @throws Overdue if it took longer than it may
    /// @throws ProblemException if the plugin was unloaded meanwhile
    <T> T compute(Callable<T> work, Allowance allowance) throws InterruptedException, ExecutionException, Overdue {
        var call = new Call<>(work, allowance, () -> grow(-1));
        try {
            threads.execute(call);
            return call.result(parting);
        } catch (Overdue e) {
            if (e.goesOn()) {
                grow(1);
            }
            throw e;
        } catch (RejectedExecutionException | CancellationException e) {
            throw unloaded(e);
        } catch (ExecutionException e) {
            // What it worked on was interrupted, and this may be what came of it.
            if (threads.isShutdown()) {
                throw unloaded(e);
            }
            throw e;
        }
    }

    private ProblemException unloaded(Exception cause) {
        return new ProblemException(
                Category.ENVIRONMENT,
                "E402",
                "plugin " + plugin + " was replaced or removed meanwhile; type the line again",
                cause);
    }

    /// Runs on a thread of its own, so that what the work leaves on its thread goes with it: a virtual one where it may
    /// take as long as it takes; a platform one where it may not, because virtual threads that compute keep others from
    /// beginning.
    ///
    /// @throws ExecutionException with what the work threw
    /// @throws Overdue if it took longer than it may
    <T> T wait(Callable<T> work, Allowance allowance) throws InterruptedException, ExecutionException, Overdue {
        var call = new Call<>(work, allowance, () -> {});
        (allowance.isLimited() ? ending : waiting).newThread(call).start();
        return call.result(parting);
    }

    /// Makes room for a thread in place of one that was given up, or takes it back.
    private synchronized void grow(int by) {
        lost += by;
        int all = Math.max(1, count + lost);
        threads.setCorePoolSize(1);
        threads.setMaximumPoolSize(all);
        threads.setCorePoolSize(all);
    }

    /// A thread has the class loader of whoever makes it, which may be that of another plugin.
    private static ThreadFactory own(ThreadFactory named) {
        return work -> {
            Thread thread = named.newThread(work);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        };
    }

    /// Interrupts what still works, and waits until all threads have ended, but not for long.
    void end() throws InterruptedException {
        close();
        threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        for (Runnable never : threads.shutdownNow()) {
            if (never instanceof Call<?> call) {
                call.cancel();
            }
        }
    }
}
