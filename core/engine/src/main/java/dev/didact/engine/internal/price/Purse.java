package dev.didact.engine.internal.price;

import dev.didact.api.model.Reply;
import dev.didact.engine.Money;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The money that calls may still spend, so that answers never cost more than there is of it.
///
/// Before a call is made the most that it can cost is set aside, and when it is answered what it did cost is taken. A
/// call for which there is not enough waits until those under way have given back what they did not need. If none is
/// under way the purse is empty, and stays so. Safe for use by many threads.
public final class Purse {
    /// How long an answer is taken to be at most where its request sets no limit, until one was longer.
    private static final long USUAL_ANSWER = 1_000;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> longest = new HashMap<>();
    private final Money holds;
    private Money spent;
    private Money setAside = Money.NOTHING;
    private int underWay;
    private boolean empty;

    /// @param holds all that may be spent
    /// @param spent what was spent of it
    public Purse(Money holds, Money spent) {
        this.holds = holds;
        this.spent = spent;
    }

    /// There is no money for a call, and no call is under way that could leave some.
    public static final class Empty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Empty(Money most) {
            super("a call that may cost " + most.words() + " cannot be paid");
        }
    }

    /// What was set aside for a call, and is given back unless an answer took it. For one thread.
    public final class Part implements AutoCloseable {
        private final Money most;
        private boolean settled;

        private Part(Money most) {
            this.most = most;
        }

        /// How much it is.
        public Money most() {
            return most;
        }

        /// Whoever is about to call looks once more: a call may have waited long for its turn.
        ///
        /// @throws Empty if nothing more is paid
        public void check() {
            lock.lock();
            try {
                if (empty) {
                    throw new Empty(most);
                }
            } finally {
                lock.unlock();
            }
        }

        /// The call has come to its end.
        ///
        /// @param model name of the model that answered
        /// @param cost what it did cost; where that is unknown, nobody knows what is left, so nothing more is paid
        public void settle(String model, Reply reply, Optional<Money> cost) {
            lock.lock();
            try {
                if (reply instanceof Reply.Answered answered) {
                    longest.merge(model, Math.max(USUAL_ANSWER, answered.usage().out()), Math::max);
                }
                giveBack(cost);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!settled) {
                    giveBack(Optional.of(Money.NOTHING));
                }
            } finally {
                lock.unlock();
            }
        }

        private void giveBack(Optional<Money> cost) {
            settled = true;
            setAside = setAside.minus(most);
            underWay--;
            pay(cost);
        }
    }

    /// Sets aside what a call can cost, as soon as there is enough.
    ///
    /// @param prices price of each model that may answer it, by name
    /// @param bytes how long its request is in UTF-8: no token is shorter than a byte
    /// @param limit the limit of tokens of its answer; 0 where it has none
    /// @throws Empty if there will not be enough
    public Part setAside(Map<String, Price> prices, long bytes, long limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Money most = most(prices, bytes, limit);
            while (!empty && !isEnoughFor(most) && underWay > 0) {
                changed.await();
            }
            if (empty || !isEnoughFor(most)) {
                empty = true;
                changed.signalAll();
                throw new Empty(most);
            }
            setAside = setAside.plus(most);
            underWay++;
            changed.signal();
            return new Part(most);
        } finally {
            lock.unlock();
        }
    }

    private Money most(Map<String, Price> prices, long bytes, long limit) {
        return prices.entrySet().stream()
                .map(entry -> entry.getValue()
                        .most(bytes, limit > 0 ? limit : longest.getOrDefault(entry.getKey(), USUAL_ANSWER)))
                .max(Comparator.naturalOrder())
                .orElse(Money.NOTHING);
    }

    private boolean isEnoughFor(Money most) {
        return most.equals(Money.NOTHING) || spent.plus(setAside).plus(most).compareTo(holds) <= 0;
    }

    private void pay(Optional<Money> cost) {
        spent = spent.plus(cost.orElse(Money.NOTHING));
        empty |= cost.isEmpty();
        changed.signalAll();
    }

    /// Takes what an answer cost that was there before.
    public void take(Optional<Money> cost) {
        lock.lock();
        try {
            pay(cost);
        } finally {
            lock.unlock();
        }
    }
}
