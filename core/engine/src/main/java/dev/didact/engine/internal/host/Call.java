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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A call into the code of a plugin. It runs on one thread, another one waits for its result, and [Watch] keeps the
/// time: nothing that the plugin does or does not do is needed to notice that it is late.
///
/// A call that is late, or that nobody waits for any more, is interrupted. If it has not ended a while later, its
/// thread is given up, because Java cannot end it.
final class Call<T> implements Runnable, Watch.Watched {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FutureTask<T> task;
    private final Allowance allowance;
    private final Runnable afterwards;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// Whether it is settled that it ended, or that its thread was given up: whichever came first.
    private final AtomicBoolean settled = new AtomicBoolean();

    /// The thread that works. Nothing is made to note it: a call whose thread ran out of memory here would never end.
    private volatile @Nullable Thread thread;

    /// Since when, if it works.
    private volatile long began;

    /// What was found when it was late.
    private final AtomicReference<Optional<Late>> late = new AtomicReference<>(Optional.empty());

    /// The processor time of its thread when somebody looked first.
    private Optional<Duration> before = Optional.empty();

    /// @param afterwards runs at the end of a call whose thread was given up
    Call(Callable<T> work, Allowance allowance, Runnable afterwards) {
        this.task = new FutureTask<>(() -> watched(work));
        this.allowance = allowance;
        this.afterwards = afterwards;
    }

    /// The time that it had, and where it stood.
    private record Late(String missed, List<StackTraceElement> at) {}

    @Override
    public void run() {
        began = System.nanoTime();
        thread = Thread.currentThread();
        try {
            task.run();
        } finally {
            ended.countDown();
            if (!settled.compareAndSet(false, true)) {
                afterwards.run();
            }
        }
    }

    private T watched(Callable<T> work) throws Exception {
        if (!allowance.isLimited()) {
            return work.call();
        }
        try {
            Watch.ONE.begin(this);
            return work.call();
        } finally {
            Watch.ONE.end(this);
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
    /// @throws InterruptedException if the waiting thread was interrupted
    /// @throws CancellationException if it was taken back
    T result(Duration parting) throws ExecutionException, InterruptedException, Overdue {
        try {
            return task.get();
        } catch (InterruptedException e) {
            List<StackTraceElement> at = stack();
            if (task.cancel(true) && !ends(parting)) {
                throw new Overdue(Allowance.words(parting) + " after an interruption", at, true, true);
            }
            throw e;
        } catch (CancellationException e) {
            Optional<Late> found = late.get();
            if (found.isPresent()) {
                throw new Overdue(found.get().missed(), found.get().at(), !ends(parting), false);
            }
            throw e;
        }
    }

    /// How often to look whether it is late.
    @Override
    public Duration looks() {
        return allowance.looks();
    }

    /// Interrupts it if it is late. For the thread that keeps the time.
    @Override
    public void look() {
        Thread working = thread;
        if (working == null) {
            return;
        }
        Duration computed = computed(working);
        before = before.or(() -> Optional.of(computed));
        var passed = Duration.ofNanos(System.nanoTime() - began);
        allowance.missed(computed.minus(before.get()), passed).ifPresent(missed -> {
            late.set(Optional.of(new Late(missed, stack())));
            task.cancel(true);
        });
    }

    /// The processor time of a thread; of a virtual one it is not known.
    private static Duration computed(Thread thread) {
        return thread.isVirtual()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, THREADS.getThreadCpuTime(thread.threadId())));
    }

    private List<StackTraceElement> stack() {
        Thread working = thread;
        return working == null ? List.of() : List.of(working.getStackTrace());
    }

    /// Waits for the end of what was interrupted, also while the waiting thread is interrupted itself.
    private boolean ends(Duration parting) {
        if (thread == null) {
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
