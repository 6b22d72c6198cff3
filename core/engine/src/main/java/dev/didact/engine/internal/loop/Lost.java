package dev.didact.engine.internal.loop;

/// What could not be read: how much, and why not the first of it. Of many a person reads one.
///
/// @param count how many items or examples
/// @param first what is wrong with the first; empty where there is none
record Lost(long count, String first) {
    static final Lost NOTHING = new Lost(0, "");

    boolean isEmpty() {
        return count == 0;
    }

    /// This and what comes after it.
    Lost plus(Lost later) {
        return new Lost(count + later.count, isEmpty() ? later.first : first);
    }
}
