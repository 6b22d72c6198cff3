package dev.didact.engine.internal.host;

import dev.didact.api.DidactException;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls into the code of a plugin: on its threads, with its class loader around them, for as long as each may take.
/// What comes out that should not, or does not come out at all, is a fault of this plugin and of nobody else.
final class PluginCalls {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCalls.class);

    /// What the JVM and the JDK say of an array or a text that cannot be, however much memory there is.
    private static final Pattern TOO_LARGE = Pattern.compile("(Requested|Required|Overflow|Total|UTF16) ");

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
    /// @throws InterruptedException if the calling thread was interrupted; one that the plugin throws without that is a
    ///     fault of it like any other
    <T> T compute(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, inUse(work), within -> workers.compute(within, Allowance.computing(deadlines)));
    }

    /// Runs on one of the threads that compute, as long as it takes.
    <T> T lasting(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, inUse(work), within -> workers.compute(within, Allowance.ANY));
    }

    /// Runs on a virtual thread of its own, as long as it takes.
    <T> T waiting(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, inUse(work), within -> workers.wait(within, Allowance.ANY));
    }

    /// Runs on a virtual thread of its own, as long as something may take to be closed; also where the plugin is out of
    /// use, because what it holds open would stay open.
    <T> T closing(String of, Work<T> work) throws DidactException, InterruptedException {
        return call(of, work, within -> workers.wait(within, Allowance.lifecycle(deadlines)));
    }

    /// One way to have work done.
    private interface Way<T> {
        /// Waits for it.
        T done(Callable<T> work) throws InterruptedException, ExecutionException, Overdue;
    }

    /// What the plugin's code threw and should not have.
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient PluginFault fault;

        /// Why the plugin cannot be used any more, if it cannot.
        private final transient Optional<String> outOfUse;

        Failed(PluginFault fault, Optional<String> outOfUse) {
            this.fault = fault;
            this.outOfUse = outOfUse;
        }
    }

    /// Refuses before the work waits for a thread, and once more when it has one.
    private <T> Work<T> inUse(Work<T> work) {
        refuseQuarantined();
        return () -> {
            refuseQuarantined();
            return work.run();
        };
    }

    /// A call counts when somebody waited for it until its end, and then only: what it does when it was interrupted
    /// says nothing of the plugin.
    private <T> T call(String of, Work<T> work, Way<T> way) throws DidactException, InterruptedException {
        ClassLoader from = loader.get();
        try {
            T value = way.done(() -> here(of, work, from));
            standing.worked(of);
            return value;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Failed failed -> {
                    failed.outOfUse.ifPresentOrElse(
                            standing::quarantine,
                            () -> standing.threw(of, failed.fault.fault().message()));
                    throw failed.fault;
                }
                case DidactException understood -> throw understood;
                case OutOfMemoryError full -> throw outOfMemory(of, full, from);
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (Overdue e) {
            PluginFault fault = PluginFault.hung(
                    reference(), of, e.missed(), Thrown.line(e.at(), from), e.goesOn(), manifest.support());
            if (e.unwanted()) {
                LOG.warn("{}", fault.fault().message());
                throw new InterruptedException(e.getMessage());
            }
            standing.hung(fault.fault().message());
            throw fault;
        }
    }

    /// Runs in the plugin's code, on its thread. There its exceptions are read, too, because that runs its code again.
    private <T> T here(String of, Work<T> work, ClassLoader from) throws DidactException, Failed {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(from);
        var event = new PluginCallEvent();
        event.begin();
        try {
            T value = work.run();
            if (value == null) {
                throw failed(of, new NullPointerException("it returned null"), from);
            }
            return value;
        } catch (ProblemException | PluginFault | Failed e) {
            throw e;
        } catch (Throwable thrown) {
            if (isLackOfMemory(thrown)) {
                throw (OutOfMemoryError) thrown;
            }
            if (thrown instanceof DidactException understood && Thrown.isReadable(understood)) {
                throw worded(of, understood, from);
            }
            throw failed(of, thrown, from);
        } finally {
            thread.setContextClassLoader(before);
            event.plugin = manifest.id();
            event.called = of;
            event.commit();
        }
    }

    /// A failure that the plugin understands, with words for it where its author left them out.
    private DidactException worded(String of, DidactException thrown, ClassLoader from) {
        if (!Thrown.message(thrown).isBlank()) {
            return thrown;
        }
        String message = PluginFault.failed(reference(), of, thrown, Thrown.line(thrown, from), manifest.support());
        DidactException worded = switch (thrown) {
            case DidactException.Config config -> new DidactException.Config(config.pointer(), message);
            case DidactException.Transient later
            when later.isOverload() -> DidactException.Transient.overload(message, later.retryAfter());
            case DidactException.Transient _ -> new DidactException.Transient(message, Optional.empty());
            case DidactException.Permanent _ -> new DidactException.Permanent(message);
            case DidactException.Unavailable _ -> new DidactException.Unavailable(message);
            case DidactException.Denied denied -> new DidactException.Denied(denied.capability(), message);
        };
        worded.initCause(thrown);
        return worded;
    }

    private Failed failed(String of, Throwable thrown, ClassLoader from) {
        Throwable shown = Thrown.unwrapped(thrown);
        String line = Thrown.line(shown, from);
        return new Failed(
                PluginFault.threw(reference(), of, shown, line, manifest.support()),
                thrown instanceof LinkageError
                        ? Optional.of(LoadFailure.reason(line.isEmpty() ? manifest.id() : line, thrown))
                        : Optional.empty());
    }

    /// Whether there is no memory left, and not only more asked for than an array or a text can hold.
    private static boolean isLackOfMemory(Throwable thrown) {
        return thrown.getClass() == OutOfMemoryError.class
                && !TOO_LARGE.matcher(Thrown.message(thrown)).lookingAt();
    }

    /// There is one memory for all, so this is no fault that only costs samples.
    private ProblemException outOfMemory(String of, OutOfMemoryError full, ClassLoader from) {
        String line = Thrown.line(full, from);
        return new ProblemException(
                Category.ENVIRONMENT,
                "E416",
                "plugin " + reference() + " ran out of memory in its " + of + (line.isEmpty() ? "" : " at " + line)
                        + " (" + Thrown.of(full)
                        + "); give it a process with a memory of its own by `isolation: process` beside its `use` and"
                        + " `process-memory: 2GB` under `flow` (--isolation process --process-memory 2GB on the line),"
                        + " or give Didact more, as in DIDACT_JVM_OPTIONS=-Xmx4g"
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
