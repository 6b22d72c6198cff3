package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.engine.internal.host.Manifest.Declared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The code of a plugin: its class loader, made at first use, its PF4J class where it has one, and one object for each
/// contribution. Safe for use by many threads.
final class LoadedCode implements AutoCloseable {
    private final Manifest manifest;
    private final Workers workers;
    private final Deadlines deadlines;
    private final Map<Declared, Contribution<?>> made = new HashMap<>();

    /// Kept as long as a constructor of the plugin runs, so that nothing is made twice.
    private final ReentrantLock loading = new ReentrantLock();

    private volatile @Nullable Code code;
    private volatile @Nullable ClassLoader loader;
    private volatile @Nullable StartedPlugin started;

    LoadedCode(Manifest manifest, Code code, Workers workers, Deadlines deadlines) {
        this.manifest = manifest;
        this.code = code;
        this.workers = workers;
        this.deadlines = deadlines;
    }

    /// Its code cannot be used; the message is the reason.
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    boolean isLoaded() {
        return loader != null;
    }

    /// The class loader.
    ///
    /// @throws BadArchiveException if the archive cannot be used
    ClassLoader loader() throws IOException, BadArchiveException {
        ClassLoader known = loader;
        return known == null ? loadedOnce() : known;
    }

    /// The folder of its files.
    ///
    /// @throws BadArchiveException if the archive cannot be used
    Path folder() throws IOException, BadArchiveException {
        Code from = code;
        if (from == null) {
            throw new BadArchiveException("it was unloaded; type the line again");
        }
        return from.folder();
    }

    private ClassLoader loadedOnce() throws IOException, BadArchiveException {
        loading.lock();
        try {
            ClassLoader known = loader;
            if (known == null) {
                Code from = code;
                if (from == null) {
                    throw new BadArchiveException("it was unloaded; type the line again");
                }
                known = from.load();
                loader = known;
            }
            return known;
        } finally {
            loading.unlock();
        }
    }

    /// The object of a contribution; the same one each time.
    Contribution<?> contribution(Declared declared)
            throws UnusableException, IOException, BadArchiveException, InterruptedException {
        loading.lock();
        try {
            Contribution<?> known = made.get(declared);
            if (known == null) {
                known = make(declared, loader());
                made.put(declared, known);
            }
            return known;
        } finally {
            loading.unlock();
        }
    }

    private Contribution<?> make(Declared declared, ClassLoader from) throws UnusableException, InterruptedException {
        try {
            return workers.compute(
                    within(from, () -> {
                        try {
                            startOnce(from);
                            return instance(declared, from);
                        } catch (Throwable thrown) {
                            // Read here, because that runs the plugin's code again.
                            throw unusable(declared, Thrown.unwrapped(thrown), from);
                        }
                    }),
                    Allowance.lifecycle(deadlines));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnusableException unusable
                    ? unusable
                    : unusable(declared, e.getCause() == null ? e : e.getCause(), from);
        } catch (Overdue e) {
            if (e.unwanted()) {
                // It says nothing of the plugin, which can be loaded the next time.
                throw new InterruptedException(e.getMessage());
            }
            throw new UnusableException(
                    "its class " + declared.className() + " was not made within " + e.missed()
                            + at(Thrown.line(e.at(), from)),
                    e);
        }
    }

    private static UnusableException unusable(Declared declared, Throwable failure, ClassLoader from) {
        return new UnusableException(
                LoadFailure.reason(declared.className(), failure) + at(Thrown.line(failure, from)),
                Thrown.isReadable(failure) ? failure : null);
    }

    private static String at(String line) {
        return line.isEmpty() ? "" : " at " + line;
    }

    private static <T> Callable<T> within(ClassLoader loader, Callable<T> work) {
        return () -> {
            Thread.currentThread().setContextClassLoader(loader);
            return work.call();
        };
    }

    /// Starts PF4J's plugin class, where there is one, before the first contribution is made.
    private void startOnce(ClassLoader from) throws Exception {
        if (started == null) {
            started = StartedPlugin.start(manifest, from);
        }
    }

    private static Contribution<?> instance(Declared declared, ClassLoader from) throws Exception {
        Class<?> type = Class.forName(declared.className(), true, from);
        if (!ContributionTypes.contract(declared.kind()).isAssignableFrom(type)) {
            throw new IncompatibleClassChangeError(
                    "the manifest lists it among the " + declared.kind().plural() + " and it is none");
        }
        return (Contribution<?>) type.getConstructor().newInstance();
    }

    /// Stops PF4J's plugin class, where there is one.
    void stop() throws InterruptedException {
        StartedPlugin running = started;
        ClassLoader from = loader;
        if (running == null || from == null) {
            return;
        }
        try {
            workers.wait(
                    within(from, () -> {
                        running.stop();
                        return true;
                    }),
                    Allowance.parting(deadlines));
        } catch (ExecutionException | Overdue e) {
            // Its thread is named by the verdict of the unload.
            started = null;
        }
    }

    /// Closes its files. Waits for nobody.
    @Override
    public void close() {
        if (loader instanceof StrictLoader strict) {
            strict.closeQuietly();
        }
    }

    /// Lets go of everything; the class loader, if there was one of its own.
    Optional<StrictLoader> forget() {
        loading.lock();
        try {
            ClassLoader before = loader;
            made.clear();
            started = null;
            loader = null;
            code = null;
            return before instanceof StrictLoader strict ? Optional.of(strict) : Optional.empty();
        } finally {
            loading.unlock();
        }
    }
}
