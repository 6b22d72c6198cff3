package dev.didact.engine.internal.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whether an endpoint is there, and what calls do while it is not: all wait but for one that probes.
///
/// One failed call says nothing of the endpoint, and an endpoint that is gone says nothing of a call. They are told
/// apart by what happens to the others. A failure counts against a call if another one was answered since its failure
/// before; with six of them it is at fault itself. If its tries are used up and none was answered, it waits, and the
/// others probe in turn, so that one request that no endpoint could answer holds up nobody. Only where it is the only
/// one that fails, since nobody else is there to probe, is it given up in the end.
///
/// What lasts longer than is waited for is over: every call is told so, and nothing is sent any more. Safe for use by
/// many threads.
final class Outage {
    /// How long an endpoint is waited for that never answered: it may be a wrong address.
    static final Duration AT_FIRST = Duration.ofMinutes(1);

    /// What a call may take with all its tries, and for how long a single one is tried that fails where others do not.
    static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    /// How often it is tried whether an endpoint is back while another model answers.
    private static final Duration PROBE_EVERY = Duration.ofSeconds(30);

    private final String model;
    private final Outages outages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private @Nullable Object prober;
    private volatile boolean lasts;
    private @Nullable Object failing;
    private boolean several;
    private int present;
    private long since;
    private boolean told;
    private int probes;
    private long nextProbe = Long.MIN_VALUE;
    private long answers;
    private Optional<String> over = Optional.empty();

    /// @param model its name in the recipe
    Outage(String model, Outages outages) {
        this.model = model;
        this.outages = outages;
    }

    /// A try that failed.
    ///
    /// @param now when, in nanoseconds
    /// @param tries how often the call failed since it began
    /// @param tooLong whether the next one would be behind what a call may take
    /// @param asked for how long the other side wants to be left alone
    /// @param why what the other side said
    record Failure(long now, int tries, boolean tooLong, Duration asked, String why) {
        /// Whether the call has no further tries.
        boolean isLast() {
            return tooLong || tries >= Calls.TRIES;
        }
    }

    /// What happened to others while a call failed.
    ///
    /// @param now whether one was answered since its failure before
    /// @param times for how many of its failures that was so
    record Others(boolean now, int times) {
        /// Whether they are answered so often that the failure is the call's own.
        boolean areAnswered(Failure failure) {
            return times >= Calls.TRIES || (failure.tooLong() && 2 * times > failure.tries());
        }
    }

    /// What a call does while the endpoint is down.
    ///
    /// @param leaves whether it goes elsewhere; otherwise it waits
    /// @param fallback name of the model that is asked instead, and without an end
    record Manner(boolean leaves, Optional<String> fallback) {
        /// Nobody else can answer it.
        static final Manner WAITS = new Manner(false, Optional.empty());
        /// It is asked in place of another model, and goes back to that one.
        static final Manner COMES_BACK = new Manner(true, Optional.empty());

        /// Another model answers it.
        static Manner goesTo(String fallback) {
            return new Manner(true, Optional.of(fallback));
        }
    }

    /// Nobody need wait any more.
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    /// The endpoint is down, and the call goes elsewhere.
    static final class Down extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Whether a call that does not wait may be sent now: if the endpoint is up, or it is time for a probe.
    ///
    /// @throws Over if nobody need ask any more
    boolean offers(Object call, long now) {
        lock.lock();
        try {
            requireNotOver();
            if (lasts && prober == null && now >= nextProbe) {
                prober = call;
            }
            return !lasts || call.equals(prober);
        } finally {
            lock.unlock();
        }
    }

    /// Whether calls wait.
    boolean lasts() {
        return lasts;
    }

    /// Whether a call may be sent now.
    boolean lets(Object call) {
        lock.lock();
        try {
            requireNotOver();
            return !lasts || call.equals(prober);
        } finally {
            lock.unlock();
        }
    }

    /// @throws Down if the endpoint is down and the call does not probe
    void requireFor(Object call) {
        if (!lets(call)) {
            throw new Down();
        }
    }

    /// A call is there that wants an answer, until it departs.
    void arrive() {
        lock.lock();
        try {
            present++;
        } finally {
            lock.unlock();
        }
    }

    /// A call that arrived wants nothing more.
    void depart() {
        lock.lock();
        try {
            present--;
        } finally {
            lock.unlock();
        }
    }

    /// How many calls were answered so far.
    long answers() {
        lock.lock();
        try {
            return answers;
        } finally {
            lock.unlock();
        }
    }

    /// Lets all calls wait from now on; the first that comes probes.
    void begin() {
        lock.lock();
        try {
            lasts = true;
        } finally {
            lock.unlock();
        }
    }

    /// Lets all other calls wait from now on.
    ///
    /// @return whether they did not before
    boolean begin(Object call) {
        lock.lock();
        try {
            boolean begins = !lasts;
            if (begins) {
                lasts = true;
                prober = call;
            }
            return begins;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the endpoint answers or it is the call's turn to probe. A call that probed without an answer goes
    /// behind those that wait.
    ///
    /// @return whether it waited
    boolean awaitTurn(Object call) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireNotOver();
            if (!lasts) {
                return false;
            }
            if (call.equals(prober) && (waiting.isEmpty() || !told)) {
                return false;
            }
            waiting.add(call);
            leave(call);
            next();
            try {
                while (lasts && !call.equals(prober) && over.isEmpty()) {
                    changed.await();
                }
            } catch (InterruptedException e) {
                leave(call);
                throw e;
            } finally {
                waiting.remove(call);
            }
            requireNotOver();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void next() {
        if (prober == null) {
            prober = waiting.poll();
            changed.signalAll();
        }
    }

    private void requireNotOver() {
        if (over.isPresent()) {
            throw new Over(over.get(), null);
        }
    }

    /// A call was answered.
    ///
    /// @return whether the others need wait no longer
    boolean answered(Object call) {
        lock.lock();
        try {
            answers++;
            failing = null;
            several = false;
            boolean back = lasts && call.equals(prober);
            if (back) {
                lasts = false;
                prober = null;
                probes = 0;
                changed.signalAll();
            }
            if (back && told) {
                told = false;
                outages.up(model);
            }
            return back;
        } finally {
            lock.unlock();
        }
    }

    /// A try of a call failed.
    ///
    /// @param others what happened to other calls meanwhile
    /// @return if it is to be tried again, how many failures the wait before that goes by; otherwise the failure is the
    ///     call's own
    /// @throws Over if nobody need wait any more
    /// @throws Down if it is a call that does not wait
    OptionalInt failed(Object call, Manner manner, Failure failure, Others others) {
        lock.lock();
        try {
            requireNotOver();
            if (failing == null) {
                failing = call;
                since = failure.now();
            }
            several |= !call.equals(failing);
            if (!lasts && others.areAnswered(failure)) {
                return OptionalInt.empty();
            }
            if (!lasts && (!failure.isLast() || (others.now() && !failure.tooLong()))) {
                return OptionalInt.of(failure.tries());
            }
            if (!lasts) {
                lasts = true;
                prober = call;
            }
            return waits(call, manner, failure);
        } finally {
            lock.unlock();
        }
    }

    private OptionalInt waits(Object call, Manner manner, Failure failure) {
        Duration patience = answers == 0 ? least(AT_FIRST, outages.patience()) : outages.patience();
        Duration lasted = Duration.ofNanos(failure.now() - since);
        boolean askedFor = !failure.asked().isZero();
        boolean alone = !several && present <= 1;
        boolean spent = lasted.plus(failure.asked()).compareTo(patience) >= 0;
        if (manner.fallback().isEmpty() && spent && (!alone || answers == 0 || askedFor)) {
            close(
                    manner,
                    failure.why()
                            + (askedFor
                                    ? ", and asks to be left alone for " + words(failure.asked())
                                    : ", and has not answered for " + words(lasted)));
            requireNotOver();
        }
        if (!manner.leaves() && alone && lasted.compareTo(least(LONGEST_CALL, patience)) >= 0) {
            return OptionalInt.empty();
        }
        if (call.equals(prober)) {
            probes++;
        }
        if (call.equals(prober) && !told) {
            told = true;
            outages.down(model, failure.why(), patience.minus(lasted), manner.fallback());
        }
        if (manner.leaves()) {
            nextProbe = failure.now()
                    + Math.max(PROBE_EVERY.toNanos(), failure.asked().toNanos());
            leave(call);
            throw new Down();
        }
        return OptionalInt.of(Math.max(probes, failure.tries()));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String words(Duration time) {
        return time.compareTo(Duration.ofMinutes(2)) < 0 ? time.toSeconds() + " s" : time.toMinutes() + " minutes";
    }

    /// Nothing is sent any more.
    ///
    /// @param manner of the call that found out
    /// @param why told to every call
    void close(Manner manner, String why) {
        lock.lock();
        try {
            if (over.isEmpty() && manner.fallback().isPresent()) {
                outages.down(model, why, Duration.ZERO, manner.fallback());
            }
            over = over.or(() -> Optional.of(why));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A call does not probe any more; if it did, another one does.
    void leave(Object call) {
        lock.lock();
        try {
            if (call.equals(prober)) {
                prober = null;
                next();
            }
        } finally {
            lock.unlock();
        }
    }
}
