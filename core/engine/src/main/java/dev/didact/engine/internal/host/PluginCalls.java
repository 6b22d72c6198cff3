package dev.didact.engine.internal.host;

import dev.didact.api.DidactException;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls into the code of a plugin: on its threads, with its class loader around them, for as long as each may take.
/// What comes out that should not, or does not come out at all, is a fault of this plugin and of nobody else.
final class PluginCalls {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCalls.class);

    private final Manifest manifest;
    private final Standing standing;
    private final Deadlines deadlines;
    private final Workers workers;
    private final Supplier<ClassLoader> loader;

    /// @param loader makes the class loader at first use
    PluginCalls(
            Manifest manifest, Standing standing, Deadlines deadlines, Workers workers, Supplier<ClassLoader> loader) {
        this.manifest = manifest;
        this.standing = standing;
        this.deadlines = deadlines;
        this.workers = workers;
        this.loader = loader;
    }

    /// Runs on one of the threads that compute, as long as a call may that does not wait.
    ///
    /// @param of what is called, for words about it
    /// @throws PluginFault if the plugin threw what is not a [DidactException], did not come back, or is out of use
    <T> T compute(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, work, within -> workers.compute(within, Allowance.computing(deadlines)));
    }

    /// Runs on one of the threads that compute, as long as it takes.
    <T> T lasting(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, work, within -> workers.compute(within, Allowance.ANY));
    }

    /// Runs on a virtual thread of its own, as long as it takes.
    <T> T waiting(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, work, within -> workers.wait(within, Allowance.ANY));
    }

    /// Runs on a virtual thread of its own, as long as something may take to be closed.
    <T> T closing(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, work, within -> workers.wait(within, Allowance.lifecycle(deadlines)));
    }

    /// One way to have work done.
    private interface Way<T> {
        /// Waits for it.
        T done(Callable<T> work) throws InterruptedException, ExecutionException, Overdue;
    }

    private <T> T call(String of, Work<T> work, Way<T> way) throws DidactException, InterruptedException {
        refuseQuarantined();
        ClassLoader from = loader.get();
        try {
            return way.done(() -> here(work, from));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DidactException understood -> throw understood;
                case InterruptedException interrupted -> throw interrupted;
                case OutOfMemoryError full -> throw outOfMemory(of, full, from);
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (Overdue e) {
            PluginFault fault = PluginFault.hung(
                    reference(), of, e.missed(), Thrown.line(e.at(), from), e.goesOn(), manifest.support());
            standing.hung(fault.fault().message());
            if (e.unwanted()) {
                LOG.warn("{}", fault.fault().message());
                throw new InterruptedException(e.getMessage());
            }
            throw fault;
        }
    }

    private <T> T here(Work<T> work, ClassLoader from) throws DidactException, InterruptedException {
        refuseQuarantined();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(from);
        try {
            T value = work.run();
            if (value == null) {
                throw fault(new NullPointerException("it returned null"), from);
            }
            standing.worked();
            return value;
        } catch (DidactException | InterruptedException | ProblemException | PluginFault | OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw fault(thrown, from);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private PluginFault fault(Throwable thrown, ClassLoader from) {
        Throwable shown = Thrown.unwrapped(thrown);
        String line = Thrown.line(shown, from);
        PluginFault fault = PluginFault.threw(reference(), shown, line, manifest.support());
        if (thrown instanceof LinkageError) {
            standing.quarantine(LoadFailure.reason(line.isEmpty() ? manifest.id() : line, thrown));
        } else {
            standing.threw(fault.fault().message());
        }
        return fault;
    }

    /// There is one memory for all, so this is no fault that only costs samples.
    private ProblemException outOfMemory(String of, OutOfMemoryError full, ClassLoader from) {
        String line = Thrown.line(full, from);
        return new ProblemException(
                Category.ENVIRONMENT,
                "E416",
                "plugin " + reference() + " ran out of memory in its " + of + (line.isEmpty() ? "" : " at " + line)
                        + " (" + Thrown.of(full)
                        + "); give Didact more, as in DIDACT_JVM_OPTIONS=-Xmx4g, or do without the plugin"
                        + PluginFault.support(manifest.support()),
                full);
    }

    private void refuseQuarantined() {
        standing.quarantined().ifPresent(reason -> {
            throw PluginFault.quarantined(reference(), reason);
        });
    }

    private String reference() {
        return manifest.id() + "@" + manifest.version();
    }
}
