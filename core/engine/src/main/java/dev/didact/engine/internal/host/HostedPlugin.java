package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.Manifest.Declared;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One plugin in this process: its manifest, its code once that is loaded, and its threads. Safe for use by many
/// threads.
final class HostedPlugin implements AutoCloseable {
    /// A plugin that fails as often as this in a row is taken out of use.
    private static final int MOST_FAULTS_IN_ROW = 20;

    private final Manifest manifest;
    private final String sha256;
    private final List<ContributionCard> cards;
    private final Map<Name, Declared> declared = new HashMap<>();
    private final Map<Name, Contribution<?>> factories = new HashMap<>();
    private final Workers workers;
    private final ReentrantLock loading = new ReentrantLock();

    /// Apart from [#loading], which is kept as long as a constructor of the plugin runs.
    private final ReentrantLock holding = new ReentrantLock();

    private final AtomicInteger faultsInRow = new AtomicInteger();
    private final AtomicReference<Standing> standing;
    private volatile boolean disabled;
    private volatile @Nullable Code code;
    private volatile @Nullable ClassLoader loader;
    private volatile Runnable unneeded = () -> {};
    private volatile Use use = Use.UNUSED;
    private int holders;
    private boolean retired;
    private @Nullable StartedPlugin started;

    /// What a contribution is called within its plugin.
    private record Name(Kind kind, String id) {}

    /// State and reason, which change together.
    private record Standing(State state, String reason) {}

    /// Whether runs use it.
    private enum Use {
        /// None has.
        UNUSED,
        /// Some do.
        HELD,
        /// Some did.
        IDLE,
        /// None may any more: its code goes.
        OVER
    }

    HostedPlugin(Manifest manifest, String sha256, Code code, int threads, State state, String reason) {
        this.manifest = manifest;
        this.sha256 = sha256;
        this.code = code;
        this.workers = new Workers(manifest.id(), threads);
        this.standing = new AtomicReference<>(new Standing(state, reason));
        for (Declared contribution : manifest.contributions()) {
            declared.put(new Name(contribution.kind(), contribution.id()), contribution);
        }
        this.cards = manifest.contributions().stream().map(this::card).toList();
    }

    private ContributionCard card(Declared contribution) {
        return new ContributionCard(
                contribution.kind(),
                contribution.id(),
                contribution.title(),
                contribution.description(),
                contribution.stability(),
                manifest.id(),
                manifest.version(),
                sha256,
                contribution.config());
    }

    Manifest manifest() {
        return manifest;
    }

    /// Id and version: `org.example.essays@1.2.0`.
    String reference() {
        return manifest.id() + "@" + manifest.version();
    }

    List<ContributionCard> contributions() {
        return cards;
    }

    String sha256() {
        return sha256;
    }

    boolean isUsable() {
        return !disabled && !out();
    }

    private boolean out() {
        return out(standing.get());
    }

    private static boolean out(Standing now) {
        return now.state() != State.RESOLVED && now.state() != State.ACTIVE;
    }

    PluginCard card() {
        Standing now = standing();
        return new PluginCard(
                manifest.id(),
                manifest.version(),
                manifest.title(),
                now.state(),
                now.reason(),
                manifest.licence(),
                manifest.support(),
                sha256,
                cards);
    }

    private Standing standing() {
        Standing now = standing.get();
        if (disabled) {
            return new Standing(State.DISABLED, "`plugin enable " + manifest.id() + "` takes it back into use");
        }
        return now.state() == State.ACTIVE && use == Use.IDLE ? new Standing(State.IDLE, now.reason()) : now;
    }

    /// Takes it out of use, or back. Runs that have it keep it.
    void disable(boolean out) {
        disabled = out;
    }

    /// Notes what it needs and is not there; empty where nothing is missing.
    void resolve(String missing) {
        standing.updateAndGet(now -> {
            if (!missing.isEmpty() && !out(now)) {
                return new Standing(State.INSTALLED, missing);
            }
            return missing.isEmpty() && now.state() == State.INSTALLED
                    ? new Standing(loader == null ? State.RESOLVED : State.ACTIVE, String.join("; ", manifest.notes()))
                    : now;
        });
    }

    /// Keeps its code for one who uses it; false if it is too late for that.
    boolean hold() {
        holding.lock();
        try {
            if (use == Use.OVER) {
                return false;
            }
            holders++;
            use = Use.HELD;
            return true;
        } finally {
            holding.unlock();
        }
    }

    /// Gives back what [#hold] took.
    void release() {
        boolean last;
        holding.lock();
        try {
            holders--;
            if (holders == 0) {
                use = Use.IDLE;
            }
            last = ends();
        } finally {
            holding.unlock();
        }
        if (last) {
            unneeded.run();
        }
    }

    /// Lets nobody use it who does not use it yet.
    ///
    /// @param then what to do once nobody does
    void retire(Runnable then) {
        boolean last;
        holding.lock();
        try {
            unneeded = then;
            retired = true;
            last = ends();
        } finally {
            holding.unlock();
        }
        if (last) {
            then.run();
        }
    }

    /// Retires it as soon as those who will use it have done so.
    ///
    /// @param then what to do then
    void passing(Runnable then) {
        holding.lock();
        try {
            unneeded = then;
            retired = true;
        } finally {
            holding.unlock();
        }
    }

    /// Whether it comes to its end now. For the holder of the lock.
    private boolean ends() {
        boolean now = retired && holders == 0 && use != Use.OVER;
        if (now) {
            use = Use.OVER;
        }
        return now;
    }

    /// Ends its threads and lets go of its code; empty if that was never loaded. May wait for its threads.
    Optional<Unloaded> unload() throws InterruptedException {
        workers.end();
        ClassLoader before = loader;
        if (before != null) {
            Thread.currentThread().setContextClassLoader(before);
            stop();
            Thread.currentThread().setContextClassLoader(HostedPlugin.class.getClassLoader());
        }
        loading.lock();
        try {
            factories.clear();
            forgetStarted();
            loader = null;
            code = null;
        } finally {
            loading.unlock();
        }
        if (before instanceof StrictLoader strict) {
            strict.closeQuietly();
            return Optional.of(new Unloaded(strict));
        }
        return Optional.empty();
    }

    /// What to tell somebody who asks for something of a plugin that is out of use.
    ProblemException refusal() {
        return new ProblemException(
                Category.ENVIRONMENT,
                "E402",
                "plugin " + reference() + " cannot be used: " + standing().reason()
                        + (manifest.support().isEmpty() ? "" : "; its author can be asked at " + manifest.support()));
    }

    /// The factory of a contribution; the same one each time. Loads the plugin's code at first use.
    ///
    /// @throws ProblemException if the plugin is out of use or turns out to be unusable
    Contribution<?> factory(ContributionCard card) {
        loading.lock();
        try {
            if (!isUsable()) {
                throw refusal();
            }
            var name = new Name(card.kind(), card.id());
            Contribution<?> known = factories.get(name);
            if (known == null) {
                Declared contribution = declared.get(name);
                if (contribution == null) {
                    throw new IllegalArgumentException(card.reference() + " is none of " + declared.keySet());
                }
                known = make(contribution);
                factories.put(name, known);
            }
            return known;
        } finally {
            loading.unlock();
        }
    }

    private Contribution<?> make(Declared contribution) {
        ClassLoader from = load();
        try {
            Contribution<?> made = onWorker(
                    () -> {
                        startOnce(from);
                        return instance(contribution, from);
                    },
                    from);
            standing.updateAndGet(now -> out(now) ? now : new Standing(State.ACTIVE, now.reason()));
            return made;
        } catch (ExecutionException e) {
            Throwable failure = Thrown.unwrapped(e.getCause() == null ? e : e.getCause());
            String line = Thrown.line(failure, from);
            quarantine(LoadFailure.reason(contribution.className(), failure) + (line.isEmpty() ? "" : " at " + line));
            ProblemException problem = refusal();
            problem.initCause(failure);
            throw problem;
        }
    }

    /// Starts PF4J's plugin class, where there is one, before the first contribution is made.
    private synchronized void startOnce(ClassLoader from) throws Exception {
        if (started == null) {
            started = StartedPlugin.start(manifest, from);
        }
    }

    private synchronized void forgetStarted() {
        started = null;
    }

    private synchronized void stop() {
        if (started != null) {
            started.stop();
        }
    }

    private static Contribution<?> instance(Declared contribution, ClassLoader from) throws Exception {
        Class<?> type = Class.forName(contribution.className(), true, from);
        if (!ContributionTypes.contract(contribution.kind()).isAssignableFrom(type)) {
            throw new IncompatibleClassChangeError(
                    "the manifest lists it among the " + contribution.kind().plural() + " and it is none");
        }
        return (Contribution<?>) type.getConstructor().newInstance();
    }

    /// The class loader, made at first use.
    private ClassLoader load() {
        ClassLoader known = loader;
        return known == null ? loadOnce() : known;
    }

    private ClassLoader loadOnce() {
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
        } catch (BadArchiveException e) {
            quarantine(String.valueOf(e.getMessage()));
            throw refusal();
        } catch (IOException e) {
            throw new ProblemException(
                    Category.ENVIRONMENT,
                    "E402",
                    "plugin " + reference() + " cannot be unpacked: " + e.getMessage(),
                    e);
        } finally {
            loading.unlock();
        }
    }

    /// Runs on the calling thread, with the plugin's class loader as the thread's.
    ///
    /// @throws PluginFault if the plugin threw what is not a [DidactException], or is out of use
    <T> T here(Work<T> work) throws DidactException, InterruptedException {
        refuseQuarantined();
        ClassLoader from = load();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(from);
        try {
            T value = work.run();
            if (value == null) {
                throw fault(new NullPointerException("it returned null"), from);
            }
            if (faultsInRow.get() != 0) {
                faultsInRow.set(0);
            }
            return value;
        } catch (DidactException | InterruptedException | ProblemException | PluginFault | OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw fault(thrown, from);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /// Runs on one of the plugin's threads and waits.
    ///
    /// @throws PluginFault if the plugin threw what is not a [DidactException], or is out of use
    <T> T onThread(Work<T> work) throws DidactException, InterruptedException {
        refuseQuarantined();
        try {
            return workers.run(() -> here(work));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DidactException understood -> throw understood;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private Contribution<?> onWorker(Callable<Contribution<?>> activation, ClassLoader from) throws ExecutionException {
        try {
            return workers.run(() -> {
                Thread.currentThread().setContextClassLoader(from);
                return activation.call();
            });
        } catch (InterruptedException e) {
            // It says nothing of the plugin, which can be loaded the next time.
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Category.FAILURE, "E504", "interrupted while plugin " + reference() + " was loaded", e);
        }
    }

    private PluginFault fault(Throwable thrown, ClassLoader from) {
        Throwable shown = Thrown.unwrapped(thrown);
        String line = Thrown.line(shown, from);
        PluginFault fault = PluginFault.threw(reference(), shown, line, manifest.support());
        if (thrown instanceof LinkageError) {
            quarantine(LoadFailure.reason(line.isEmpty() ? manifest.id() : line, thrown));
        } else if (faultsInRow.incrementAndGet() >= MOST_FAULTS_IN_ROW) {
            quarantine("it failed " + MOST_FAULTS_IN_ROW + " times in a row, the last time so: "
                    + fault.fault().message());
        }
        return fault;
    }

    private void refuseQuarantined() {
        Standing now = standing.get();
        if (now.state() == State.QUARANTINED) {
            throw PluginFault.quarantined(reference(), now.reason());
        }
    }

    private void quarantine(String reason) {
        standing.set(new Standing(State.QUARANTINED, reason));
    }

    @Override
    public void close() {
        workers.close();
        stop();
        if (loader instanceof StrictLoader strict) {
            strict.closeQuietly();
        }
    }
}
