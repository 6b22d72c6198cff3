package dev.didact.engine.internal.host;

/// Who uses a plugin, and what happens when nobody does any more. Safe for use by many threads; what happens then runs
/// outside of the lock.
final class Holders {
    private Use use = Use.UNUSED;
    private int count;
    private boolean retired;
    private Runnable unneeded = () -> {};

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

    /// Adds one; false if it is too late for that.
    synchronized boolean hold() {
        if (use == Use.OVER) {
            return false;
        }
        count++;
        use = Use.HELD;
        return true;
    }

    /// Whether some used it and none does now.
    synchronized boolean isIdle() {
        return use == Use.IDLE;
    }

    /// Takes one away.
    void release() {
        Runnable then;
        synchronized (this) {
            count--;
            if (count == 0) {
                use = Use.IDLE;
            }
            then = afterTheLast();
        }
        then.run();
    }

    /// Lets nobody use it who does not use it yet.
    ///
    /// @param then what to do once nobody does
    void retire(Runnable then) {
        Runnable now;
        synchronized (this) {
            unneeded = then;
            retired = true;
            now = afterTheLast();
        }
        now.run();
    }

    /// Retires it as soon as those who will use it have done so.
    ///
    /// @param then what to do then
    synchronized void passing(Runnable then) {
        unneeded = then;
        retired = true;
    }

    /// What to do now, where this is its end.
    private Runnable afterTheLast() {
        if (!retired || count > 0 || use == Use.OVER) {
            return () -> {};
        }
        use = Use.OVER;
        return unneeded;
    }
}
