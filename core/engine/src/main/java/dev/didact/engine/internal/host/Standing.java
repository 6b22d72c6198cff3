package dev.didact.engine.internal.host;

import dev.didact.engine.PluginCard.State;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Whether a plugin can be used, why not, and the faults that led there. Safe for use by many threads.
final class Standing {
    /// A plugin of which one contribution fails as often as this in a row is taken out of use.
    private static final int MOST_FAULTS_IN_ROW = 20;

    /// A plugin that stays away as often as this is taken out of use. Each time may cost a thread for good, so it need
    /// not be in a row.
    private static final int MOST_HANGS = 3;

    private final AtomicReference<Now> now;
    private final Map<String, Integer> faultsInRow = new ConcurrentHashMap<>();
    private final AtomicInteger hangs = new AtomicInteger();
    private volatile boolean disabled;

    Standing(State state, String reason) {
        this.now = new AtomicReference<>(new Now(state, reason));
    }

    /// State and reason, which change together.
    record Now(State state, String reason) {
        private boolean out() {
            return state != State.RESOLVED && state != State.ACTIVE;
        }
    }

    boolean isUsable() {
        return !disabled && !now.get().out();
    }

    /// As it is told to the person at the prompt.
    ///
    /// @param id of the plugin
    Now shown(String id) {
        return disabled ? new Now(State.DISABLED, "`plugin enable " + id + "` takes it back into use") : now.get();
    }

    /// Takes it out of use, or back.
    void disable(boolean out) {
        disabled = out;
    }

    /// Notes what it needs and is not there; empty where nothing is missing.
    ///
    /// @param met what it is then
    void resolve(String missing, Now met) {
        now.updateAndGet(before -> {
            if (!missing.isEmpty() && !before.out()) {
                return new Now(State.INSTALLED, missing);
            }
            return missing.isEmpty() && before.state() == State.INSTALLED ? met : before;
        });
    }

    /// Its code is loaded.
    void activate() {
        now.updateAndGet(before -> before.out() ? before : new Now(State.ACTIVE, before.reason()));
    }

    /// Takes it out of use for good, for the first reason that there is.
    void quarantine(String reason) {
        now.updateAndGet(before -> before.state() == State.QUARANTINED ? before : new Now(State.QUARANTINED, reason));
    }

    /// Why it was taken out of use for good, if it was.
    Optional<String> quarantined() {
        Now standing = now.get();
        return standing.state() == State.QUARANTINED ? Optional.of(standing.reason()) : Optional.empty();
    }

    /// A contribution did what it was asked.
    void worked(String contribution) {
        if (!faultsInRow.isEmpty()) {
            faultsInRow.remove(contribution);
        }
    }

    /// A contribution threw.
    void threw(String contribution, String message) {
        if (faultsInRow.merge(contribution, 1, Integer::sum) >= MOST_FAULTS_IN_ROW) {
            quarantine("its " + contribution + " failed " + MOST_FAULTS_IN_ROW + " times in a row, the last time so: "
                    + message);
        }
    }

    /// It did not come back.
    void hung(String message) {
        if (hangs.incrementAndGet() >= MOST_HANGS) {
            quarantine("it did not come back " + MOST_HANGS + " times, the last time so: " + message);
        }
    }
}
