package dev.didact.engine.internal.verify;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.api.data.Purpose;
import dev.didact.engine.Behaviour;
import dev.didact.engine.internal.plugin.Returned;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// How a contribution is made, opened and closed.
///
/// @param <C> the configuration record
record LifeChecks<C extends Record>(Looked<C> looked) {
    private static final int TIMES = 100;

    /// Processor time, so that a busy machine is nobody's fault.
    private static final Duration LONGEST = Duration.ofMillis(50);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    Map<Behaviour, KindChecks.Look> looks() {
        return Map.of(Behaviour.OPENS_AND_CLOSES, this::opensAndCloses, Behaviour.MADE_AT_ONCE, this::madeAtOnce);
    }

    private void opensAndCloses(Findings findings) throws DidactException, InterruptedException {
        long before = open();
        for (int i = 0; i < TIMES; i++) {
            openedAndClosed(looked);
        }
        long left = open() - before;
        if (left > TIMES / 2) {
            findings.warning(
                    "leaves " + left + " files or connections open when it was opened and closed " + TIMES + " times",
                    "close in close() what open() opened, or hand it to Context.own()");
        }
    }

    /// How many files, sockets and the like the process has open, where the system says so.
    private static long open() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    /// Opens it and closes it twice, as a host does that was interrupted in closing.
    static <C extends Record> void openedAndClosed(Looked<C> looked) throws DidactException, InterruptedException {
        looked.call(() -> {
            try (LookedContext context = looked.context()) {
                AutoCloseable instance = Returned.by("open()", open(looked, context));
                instance.close();
                instance.close();
                return true;
            } catch (DidactException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("close() threw " + e, e);
            }
        });
    }

    private static <C extends Record> AutoCloseable open(Looked<C> looked, LookedContext context)
            throws DidactException {
        C config = looked.config();
        Contribution<C> factory = looked.factory();
        return switch (factory) {
            case DataSource<C> source -> source.open(config, MadeUp.draw(Purpose.TRAINING, 1), context);
            case Generator<C> generator -> generator.open(config, context);
            case Rubric<C> rubric -> rubric.open(config, context);
            case ModelProvider<C> provider ->
                provider.open(config, looked.material().checkpoint(), context);
            case Learner<C> learner -> learner.open(config, context);
            case Exporter<C> exporter -> exporter.open(config, looked.folder(), context);
        };
    }

    /// Makes it once more, on a thread of its own, because of a virtual one the processor time is not known.
    private void madeAtOnce(Findings findings) throws InterruptedException {
        Class<?> type = looked.factory().getClass();
        var task = new FutureTask<>(() -> {
            long before = THREADS.getCurrentThreadCpuTime();
            type.getConstructor().newInstance();
            return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
        });
        Thread thread = Thread.ofPlatform().daemon().name("didact-look-made").unstarted(task);
        thread.setContextClassLoader(type.getClassLoader());
        thread.start();
        try {
            Duration took = task.get();
            if (took.compareTo(LONGEST) > 0) {
                findings.warning(
                        "computes for " + took.toMillis() + " ms when it is made, although nobody may ever open it",
                        "let the constructor do nothing; read and compute in open");
            }
        } catch (ExecutionException e) {
            findings.refused(
                    "cannot be made a second time: " + e.getCause(), "give it a public constructor that does nothing");
        }
    }
}
