package dev.didact.engine.internal.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// A call into the code of a plugin. It runs on one thread, and the thread that waits for it keeps the time: nothing
/// that the plugin does or does not do is needed to notice that it is late.
///
/// A call that is late, or that nobody waits for any more, is interrupted. If it has not ended a while later, its
/// thread is given up, because Java cannot end it.
final class Call<T> implements Runnable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FutureTask<T> task;
    private final Runnable late;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// Whether it is settled that it ended, or that its thread was given up: whichever came first.
    private final AtomicBoolean settled = new AtomicBoolean();

    private final AtomicReference<Optional<Running>> running = new AtomicReference<>(Optional.empty());

    /// @param late runs at the end of a call whose thread was given up
    Call(Callable<T> work, Runnable late) {
        this.task = new FutureTask<>(work);
        this.late = late;
    }

    /// The thread that works, and since when.
    private record Running(Thread thread, long began) {}

    @Override
    public void run() {
        running.set(Optional.of(new Running(Thread.currentThread(), System.nanoTime())));
        try {
            task.run();
        } finally {
            ended.countDown();
            if (!settled.compareAndSet(false, true)) {
                late.run();
            }
        }
    }

    /// Takes back a call that no thread has begun.
    void cancel() {
        task.cancel(true);
    }

    /// Waits for the result.
    ///
    /// @param parting how long it may take to end when it is interrupted
    /// @throws ExecutionException with what the work threw
    /// @throws Overdue if it took longer than it may, or did not heed an interruption
    /// @throws InterruptedException if the waiting thread was interrupted, or the plugin ended first
    T result(Allowance allowance, Duration parting) throws ExecutionException, InterruptedException, Overdue {
        try {
            return within(allowance, parting);
        } catch (InterruptedException e) {
            List<StackTraceElement> at = stack();
            if (task.cancel(true) && !ends(parting)) {
                throw new Overdue(Allowance.words(parting) + " after an interruption", at, true, true);
            }
            throw e;
        } catch (CancellationException e) {
            throw new InterruptedException("the plugin was unloaded");
        }
    }

    private T within(Allowance allowance, Duration parting) throws ExecutionException, InterruptedException, Overdue {
        Optional<Duration> looks = allowance.looks();
        if (looks.isEmpty()) {
            return task.get();
        }
        Optional<Duration> before = Optional.empty();
        while (true) {
            try {
                return task.get(looks.get().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                Optional<Running> now = running.get();
                if (now.isPresent()) {
                    Duration computed = computed(now.get().thread());
                    before = before.or(() -> Optional.of(computed));
                    giveUpIfLate(allowance, parting, now.get(), computed.minus(before.get()));
                }
            }
        }
    }

    /// @param computed its processor time since somebody looked first
    private void giveUpIfLate(Allowance allowance, Duration parting, Running now, Duration computed) throws Overdue {
        Optional<String> missed = allowance.missed(computed, Duration.ofNanos(System.nanoTime() - now.began()));
        if (missed.isPresent()) {
            List<StackTraceElement> at = stack();
            if (task.cancel(true)) {
                throw new Overdue(missed.get(), at, !ends(parting), false);
            }
        }
    }

    /// The processor time of a thread; of a virtual one it is not known.
    private static Duration computed(Thread thread) {
        return thread.isVirtual()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, THREADS.getThreadCpuTime(thread.threadId())));
    }

    private List<StackTraceElement> stack() {
        return running.get().map(now -> List.of(now.thread().getStackTrace())).orElse(List.of());
    }

    /// Waits for the end of what was interrupted, also while the waiting thread is interrupted itself.
    private boolean ends(Duration parting) {
        if (running.get().isEmpty()) {
            return true;
        }
        boolean interrupted = false;
        boolean over = false;
        long until = System.nanoTime() + parting.toNanos();
        long left = parting.toNanos();
        while (!over && left > 0) {
            try {
                over = ended.await(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = until - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return over || !settled.compareAndSet(false, true);
    }
}
