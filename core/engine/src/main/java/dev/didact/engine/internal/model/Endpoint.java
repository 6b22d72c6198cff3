package dev.didact.engine.internal.model;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all calls to a model share where it waits for somebody else: how many may be under way, how many of those that
/// failed may be tried again, and the pause while nobody answers.
///
/// A try takes a slot and gives it back when its answer is durable, so at no moment are more answers paid for and not
/// kept than there are slots. Each call adds a fifth of a retry to the budget and each retry takes one from it. With
/// none left the endpoint is taken to be down: every call waits, but for one that probes, and goes on when that is
/// answered. Safe for use by many threads.
public final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private static final double RETRIES_PER_CALL = 0.2;
    private static final double LEAST_RETRIES = 10;
    private static final double MOST_RETRIES = 200;
    /// How many calls in a row are given up before the model is.
    static final int UNANSWERED_IN_A_ROW = 5;

    private final String name;
    private final int most;
    private final Semaphore slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private double retries = LEAST_RETRIES;
    private volatile boolean down;
    private boolean probed;
    private final AtomicInteger unanswered = new AtomicInteger();

    private Endpoint(String name, int slots) {
        this.name = name;
        this.most = slots;
        this.slots = new Semaphore(slots, true);
    }

    /// An endpoint that may have so many calls under way at once.
    ///
    /// @param name of the model in the recipe
    public static Endpoint of(String name, int slots) {
        return new Endpoint(name, slots);
    }

    /// How many tries are under way.
    int underWay() {
        return most - slots.availablePermits();
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
                } else if (!down && retries >= 1) {
                    retries--;
                } else if (!down) {
                    down = true;
                    LOG.warn("model '{}' fails too often; calls wait until one is answered", name);
                }
                again = true;
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
            if (!probes && unanswered.get() == 0) {
                return;
            }
            lock.lock();
            try {
                unanswered.set(0);
                if (probes) {
                    down = false;
                    retries = LEAST_RETRIES;
                    passOn();
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
