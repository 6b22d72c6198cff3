package dev.didact.engine.internal.model;

import java.util.Arrays;
import java.util.OptionalInt;

/// How many calls one endpoint is given at once, found from which of them it refuses. Not safe for use by many threads.
final class AdaptiveLimit {
    /*
     * Idea. Additive increase, multiplicative decrease, with a slow start. What an endpoint bears is not told; that it
     * has too much is, by an answer that says so and by nothing else: an answer that comes late is the endpoint's
     * business and no sign. The limit opens at what an earlier run found, else at a quarter of the ceiling, and grows by
     * one with each answer, so that it doubles in a round trip, until calls are refused; from what was found it goes on
     * as after a refusal. Then it falls to 0.95 of the calls that were under way and not refused, and from there grows
     * by one a round trip. Once past the number that was refused, each step is twice the
     * one before: the endpoint has more room than it had. It grows only while it is what holds calls back.
     *
     * The calls that were under way when the limit fell say nothing of the limit as it is now, only how many of
     * them were refused. The first ones behind it, as many as the limit, are a trial: a number that was too high is not
     * refused now, while what is refused still has another reason (a faulty proxy, chance). Up to twice the share that
     * none of the last four trials was without, and never more than a twentieth, changes nothing, as otherwise a few
     * unrelated refusals in a hundred would hold thousands of calls down to a few dozen.
     *
     * When half of what was allowed is refused in a row, without an answer between, less is no remedy: the caller
     * pauses, and the limit starts slowly again behind the pause.
     *
     * Bounds. Never below 1 nor above the ceiling. Against a fixed limit H the sawtooth lies between 0.95 H and H, and
     * one or two calls are refused in 0.05 H round trips of H calls each, which is a share of at most 40 / H^2; the
     * opening costs at most what the ceiling's quarter lies above H. Constant time and space a call.
     *
     * D.-M. Chiu, R. Jain: Analysis of the increase and decrease algorithms for congestion avoidance in computer
     * networks. Computer Networks and ISDN Systems 17 (1989).
     * V. Jacobson: Congestion avoidance and control. SIGCOMM 1988 (slow start).
     * S. Ha, I. Rhee, L. Xu: CUBIC: a new TCP-friendly high-speed TCP variant. SIGOPS OSR 42 (2008) (longer steps
     * beyond the former maximum).
     */
    private static final int LEAST_OPENING = 32;
    private static final double DECREASE = 0.95;
    private static final int TRIALS = 4;
    private static final double MOST_USUAL = 0.05;
    /// So many refusals can be chance where some are usual.
    private static final int CHANCE = 2;

    private final int ceiling;
    private final int opened;
    private int limit;
    private boolean opening;
    private int refusedAt;
    private int step = 1;
    private final double[] trials = new double[TRIALS];
    private int trial;
    private long begun;
    private int refusedInARow;
    private int limitBeforeRow;
    private Window window;

    /// Outcomes of as many calls as the limit was at its beginning: about a round trip.
    private static final class Window {
        final int size;
        final long behind;
        final long from;
        final boolean trial;
        int notRefused;
        int ended;
        int refused;
        boolean full;

        /// @param behind the number of the last call that says nothing of the limit
        /// @param from the number of the last call that had begun
        /// @param notRefused how many calls were under way, in a trial
        Window(int size, long behind, long from, boolean trial, int notRefused) {
            this.size = size;
            this.behind = behind;
            this.from = from;
            this.trial = trial;
            this.notRefused = notRefused;
        }
    }

    /// @param ceiling never more than this
    /// @param learned where to begin, if that is known
    AdaptiveLimit(int ceiling, OptionalInt learned) {
        this.ceiling = ceiling;
        this.limit = Math.min(ceiling, Math.max(1, learned.orElse(Math.max(LEAST_OPENING, ceiling / 4))));
        this.opened = limit;
        this.opening = learned.isEmpty();
        this.refusedAt = learned.isEmpty() ? 0 : limit;
        this.window = new Window(limit, 0, 0, false, 0);
    }

    /// How many calls may be under way now.
    int limit() {
        return limit;
    }

    /// How many calls are borne, if anything was learned of it: calls were refused, or more were answered than might be
    /// under way at first.
    OptionalInt learned() {
        return refusedAt == 0 && limit <= opened ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /// A call begins.
    ///
    /// @return its number, to be told with its end
    long begin() {
        return ++begun;
    }

    /// A call was answered, whatever the answer says.
    ///
    /// @param full whether as many were under way as might be
    void answered(long call, boolean full) {
        refusedInARow = 0;
        if (opening && full) {
            grow(1);
        }
        window.full |= full;
        if (call > window.behind) {
            window.ended++;
            closeFullWindow();
        }
    }

    /// The endpoint said that it has too much to do.
    ///
    /// @param others how many other calls are under way
    /// @return whether so many were refused in a row that the endpoint should be left alone
    boolean refused(long call, int others) {
        if (refusedInARow++ == 0) {
            limitBeforeRow = limit;
        }
        boolean pause = refusedInARow * 2L >= limitBeforeRow;
        if (call <= window.behind) {
            window.notRefused--;
            if (window.trial) {
                fallTo(window.notRefused);
            }
        } else {
            window.ended++;
            window.refused++;
            if (window.refused > allowed()) {
                decrease(others);
            } else {
                closeFullWindow();
            }
        }
        return pause;
    }

    /// Begins slowly again, behind a pause.
    void reopen() {
        opening = true;
        refusedInARow = 0;
        window = new Window(limit, begun, begun, false, 0);
    }

    private double allowed() {
        double share = window.trial ? MOST_USUAL : Math.min(MOST_USUAL, 2 * usual());
        return share == 0 ? 0 : CHANCE + share * (begun - window.from);
    }

    private double usual() {
        return Arrays.stream(trials).min().orElseThrow();
    }

    private void decrease(int others) {
        opening = false;
        refusedAt = limit;
        step = 1;
        fallTo(others);
        window = new Window(limit, begun, begun, true, others);
    }

    private void fallTo(int notRefused) {
        limit = Math.max(1, Math.min(limit, (int) (DECREASE * notRefused)));
    }

    private void closeFullWindow() {
        if (window.ended < window.size) {
            return;
        }
        if (window.trial) {
            trials[trial++ % TRIALS] = (double) window.refused / (begun - window.from);
        }
        if (window.full && !opening) {
            step = limit > refusedAt ? step * 2 : 1;
            grow(step);
        }
        window = new Window(limit, window.behind, begun, false, 0);
    }

    private void grow(int by) {
        limit = (int) Math.min(ceiling, (long) limit + by);
    }
}
