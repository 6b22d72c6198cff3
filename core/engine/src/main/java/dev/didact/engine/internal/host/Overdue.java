package dev.didact.engine.internal.host;

import java.util.List;

/// A call did not come back in time.
final class Overdue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String missed;
    private final transient List<StackTraceElement> at;
    private final boolean goesOn;
    private final boolean unwanted;

    /// @param missed the time that it had, in words: `30 s of computing`
    /// @param at where its thread stood
    /// @param goesOn whether its thread does not heed interruption
    /// @param unwanted whether it was only given up because nobody wanted its result any more
    Overdue(String missed, List<StackTraceElement> at, boolean goesOn, boolean unwanted) {
        super("no answer within " + missed);
        this.missed = missed;
        this.at = at;
        this.goesOn = goesOn;
        this.unwanted = unwanted;
    }

    String missed() {
        return missed;
    }

    List<StackTraceElement> at() {
        return at;
    }

    boolean goesOn() {
        return goesOn;
    }

    boolean unwanted() {
        return unwanted;
    }
}
