package dev.didact.engine.internal.model;

import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all calls to a model share where it waits for somebody else: how many may be under way, how many of those that
/// failed may be tried again, and the pause while nobody answers.
///
/// A try takes a slot and gives it back when its answer is durable, so at no moment are more answers paid for and not
/// kept than there are slots. How many there are follows an [AdaptiveLimit].
///
/// Each call adds a fifth of a retry to the budget and each retry takes one from it, but for those of calls that were
/// refused because there were too many: the limit sees to them. With none left the endpoint is taken to be down: every
/// call waits, but for one that probes, and goes on when that is answered. The same where so many calls are refused
/// that fewer of them would not help; the one that probes is the last that was refused, so nobody comes before the time
/// that was asked for. Safe for use by many threads.
public final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private static final double RETRIES_PER_CALL = 0.2;
    private static final double LEAST_RETRIES = 10;
    private static final double MOST_RETRIES = 200;
    /// How many calls in a row are given up before the model is.
    static final int UNANSWERED_IN_A_ROW = 5;

    private final String name;
    private final AdaptiveLimit limit;
    private final Slots slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private double retries = LEAST_RETRIES;
    private volatile boolean down;
    private boolean probed;
    private final AtomicInteger unanswered = new AtomicInteger();

    /// Slots whose number changes; where it falls, tries keep theirs and the next ones wait.
    private static final class Slots extends Semaphore {
        private static final long serialVersionUID = 1L;

        private int number;

        Slots(int number) {
            super(number, true);
            this.number = number;
        }

        void become(int wanted) {
            if (wanted > number) {
                release(wanted - number);
            } else if (wanted < number) {
                reducePermits(number - wanted);
            }
            number = wanted;
        }

        int taken() {
            return number - availablePermits();
        }
    }

    private Endpoint(String name, AdaptiveLimit limit) {
        this.name = name;
        this.limit = limit;
        this.slots = new Slots(limit.limit());
    }

    /// An endpoint that may never have more calls under way at once than so many.
    ///
    /// @param name of the model in the recipe
    public static Endpoint of(String name, int ceiling) {
        return of(name, ceiling, OptionalInt.empty());
    }

    /// The same, beginning with what is known of it.
    ///
    /// @param learned what [#learned] said of it in another run
    public static Endpoint of(String name, int ceiling, OptionalInt learned) {
        return new Endpoint(name, new AdaptiveLimit(ceiling, learned));
    }

    /// How many calls it was found to bear, as far as anything was learned of that.
    public OptionalInt learned() {
        return locked(limit::learned);
    }

    /// How many tries are under way.
    int underWay() {
        return locked(slots::taken);
    }

    /// How many tries may be under way now.
    int limit() {
        return locked(limit::limit);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// What a call is to an endpoint from its first try to its end.
    Visit visit() {
        return new Visit();
    }

    /// Whether so many calls in a row were given up that nobody need wait for it any more.
    boolean lost() {
        return unanswered.get() >= UNANSWERED_IN_A_ROW;
    }

    /// One call, for one thread.
    final class Visit implements AutoCloseable {
        private boolean again;
        private boolean probes;
        private boolean seated;
        private boolean refused;
        private long number;

        /// Waits until a try may be made, and takes a slot for it.
        ///
        /// @return whether the call begins with it: the first time, and when the endpoint was found to be down, because
        ///     what was tried before says nothing of what is behind the pause
        boolean enter() throws InterruptedException {
            boolean begins = !again;
            count();
            while (true) {
                if (down && !probes) {
                    begins = true;
                    awaitTurn();
                }
                slots.acquire();
                if (!down || probes) {
                    seated = true;
                    number = locked(limit::begin);
                    return begins;
                }
                slots.release();
            }
        }

        private void count() {
            lock.lock();
            try {
                if (!again) {
                    retries = Math.min(MOST_RETRIES, retries + RETRIES_PER_CALL);
                } else if (!refused && !down && retries >= 1) {
                    retries--;
                } else if (!refused && !down) {
                    down = true;
                    LOG.warn("model '{}' fails too often; calls wait until one is answered", name);
                }
                again = true;
                refused = false;
            } finally {
                lock.unlock();
            }
        }

        private void awaitTurn() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (down && !probes) {
                    if (probed) {
                        changed.await();
                    } else {
                        probed = true;
                        probes = true;
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        /// The other side said something, whatever it was.
        void answered() {
            lock.lock();
            try {
                unanswered.set(0);
                if (probes) {
                    down = false;
                    retries = LEAST_RETRIES;
                    limit.reopen();
                    passOn();
                }
                limit.answered(number, slots.availablePermits() <= 0 || slots.hasQueuedThreads());
                slots.become(limit.limit());
            } finally {
                lock.unlock();
            }
        }

        /// The other side did not take the call because it has too much to do.
        void refused() {
            lock.lock();
            try {
                refused = true;
                boolean pause = limit.refused(number, slots.taken() - 1);
                slots.become(limit.limit());
                if (pause && !down) {
                    down = true;
                    probed = true;
                    probes = true;
                    LOG.warn("model '{}' refuses too many calls; they wait until one is answered", name);
                }
            } finally {
                lock.unlock();
            }
        }

        /// The call is given up without an answer.
        void unanswered() {
            unanswered.incrementAndGet();
        }

        /// Gives the slot of a try back.
        void leave() {
            if (seated) {
                seated = false;
                slots.release();
            }
        }

        private void passOn() {
            probes = false;
            probed = false;
            changed.signalAll();
        }

        @Override
        public void close() {
            leave();
            if (probes) {
                lock.lock();
                try {
                    passOn();
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
