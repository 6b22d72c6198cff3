package dev.didact.engine.internal.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets threads through one after the other, in the order of their numbers, however they come. Safe for use by many
/// threads.
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Condition> waiting = new HashMap<>();
    private final Set<Integer> gone = new HashSet<>();
    private int next;

    /// @param first the number that is let through first
    Turns(int first) {
        this.next = first;
    }

    /// Waits until all numbers before this one are gone.
    void enter(int number) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (next < number) {
                waiting.computeIfAbsent(number, _ -> lock.newCondition()).await();
            }
        } finally {
            waiting.remove(number);
            lock.unlock();
        }
    }

    /// Says that a number does not come, or does not come again.
    void leave(int number) {
        lock.lock();
        try {
            if (number >= next) {
                gone.add(number);
            }
            while (gone.remove(next)) {
                next++;
            }
            Condition first = waiting.get(next);
            if (first != null) {
                first.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
