package dev.didact.engine.internal.model;

import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all calls to a model share where it waits for somebody else: how many may be under way, how many of those that
/// failed may be tried again, and the [Outage] while nobody answers.
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
    private final String name;
    private final AdaptiveLimit limit;
    private final Slots slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Outage outage;
    private double retries = LEAST_RETRIES;

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

    private Endpoint(String name, AdaptiveLimit limit, Outage outage) {
        this.name = name;
        this.limit = limit;
        this.outage = outage;
        this.slots = new Slots(limit.limit());
    }

    /// An endpoint that may never have more calls under way at once than so many.
    ///
    /// @param name of the model in the recipe
    public static Endpoint of(String name, int ceiling) {
        return of(name, ceiling, OptionalInt.empty(), Outages.UNHEARD);
    }

    /// The same, beginning with what is known of it.
    ///
    /// @param learned what [#learned] said of it in another run
    /// @param outages hears when it answers nobody
    public static Endpoint of(String name, int ceiling, OptionalInt learned, Outages outages) {
        return new Endpoint(name, new AdaptiveLimit(ceiling, learned), new Outage(name, outages));
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
        return visit(Outage.Manner.WAITS);
    }

    /// The same for a call that may go elsewhere while the endpoint is down.
    Visit visit(Outage.Manner manner) {
        return new Visit(manner);
    }

    /// One call, for one thread.
    final class Visit implements AutoCloseable {
        private boolean again;
        private boolean seated;
        private boolean refused;
        private long number;
        private long before;
        private int othersAnswered;
        private final Outage.Manner manner;

        private Visit(Outage.Manner manner) {
            this.manner = manner;
        }

        /// Whether a call that does not wait may be tried now.
        boolean offered(long now) {
            return outage.offers(this, now);
        }

        /// Waits until a try may be made, and takes a slot for it.
        ///
        /// @return whether the call begins with it: the first time, and when the endpoint was found to be down, because
        ///     what was tried before says nothing of what is behind the pause
        /// @throws Outage.Over if nobody need wait for it any more
        /// @throws Outage.Down if it is down and the call does not wait
        boolean enter() throws InterruptedException {
            boolean begins = !again;
            if (begins) {
                outage.arrive();
            }
            count();
            while (true) {
                if (manner.leaves()) {
                    outage.requireFor(this);
                } else {
                    begins |= outage.awaitTurn(this);
                }
                slots.acquire();
                if (outage.lets(this)) {
                    seated = true;
                    number = locked(limit::begin);
                    if (begins) {
                        before = outage.answers();
                        othersAnswered = 0;
                    }
                    return begins;
                }
                slots.release();
            }
        }

        private void count() {
            boolean spent = false;
            lock.lock();
            try {
                if (!again) {
                    retries = Math.min(MOST_RETRIES, retries + RETRIES_PER_CALL);
                } else if (!refused && !outage.lasts() && retries >= 1) {
                    retries--;
                } else if (!refused && !outage.lasts()) {
                    spent = true;
                }
                again = true;
                refused = false;
            } finally {
                lock.unlock();
            }
            if (spent) {
                outage.begin();
                LOG.warn("model '{}' fails too often; calls wait until one is answered", name);
            }
        }

        /// The other side said something, whatever it was.
        void answered() {
            boolean back = outage.answered(this);
            lock.lock();
            try {
                if (back) {
                    retries = LEAST_RETRIES;
                    limit.reopen();
                }
                limit.answered(number, slots.availablePermits() <= 0 || slots.hasQueuedThreads());
                slots.become(limit.limit());
            } finally {
                lock.unlock();
            }
        }

        /// The other side did not take the call because it has too much to do.
        void refused() {
            boolean pause;
            lock.lock();
            try {
                refused = true;
                pause = limit.refused(number, slots.taken() - 1);
                slots.become(limit.limit());
            } finally {
                lock.unlock();
            }
            if (pause && outage.begin(this)) {
                LOG.warn("model '{}' refuses too many calls; they wait until one is answered", name);
            }
        }

        /// A try failed.
        ///
        /// @param failure what is known of it
        /// @return if the call is to be tried again, how many failures the wait before that goes by; otherwise the
        ///     failure is its own
        /// @throws Outage.Over if nobody need wait for the endpoint any more
        /// @throws Outage.Down if it is down and the call does not wait
        OptionalInt failed(Outage.Failure failure) {
            long answers = outage.answers();
            boolean others = answers > before;
            othersAnswered += others ? 1 : 0;
            before = answers;
            return outage.failed(this, manner, failure, new Outage.Others(others, othersAnswered));
        }

        /// Nobody need ask the endpoint any more.
        ///
        /// @param why told to every call from now on
        /// @return the same for this one
        Outage.Over over(String why, Throwable cause) {
            outage.close(manner, why);
            return new Outage.Over(why, cause);
        }

        /// Gives the slot of a try back.
        void leave() {
            if (seated) {
                seated = false;
                slots.release();
            }
        }

        @Override
        public void close() {
            leave();
            outage.leave(this);
            if (again) {
                outage.depart();
            }
        }
    }
}
