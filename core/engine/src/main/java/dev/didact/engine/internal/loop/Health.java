package dev.didact.engine.internal.loop;

import dev.didact.engine.Alarm;
import dev.didact.engine.Measured;
import dev.didact.engine.internal.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What looks unhealthy in a round. Each alarm compares ends of intervals or wide margins, so that a healthy run seldom
/// raises one.
final class Health {
    private static final double REWARD_GAP = 0.15;
    private static final double UNGRADED = 0.05;
    private static final double FAILED = 0.05;
    private static final double LEAST_NOVELTY = 0.5;
    private static final long ENOUGH = 50;

    private Health() {}

    /// What to say of items and examples that could not be read: each of them counts.
    static List<Alarm> lost(Lost lost) {
        return lost.isEmpty()
                ? List.of()
                : List.of(new Alarm(
                        "lost",
                        lost.count(),
                        lost.count() + (lost.count() == 1 ? " item" : " items") + " could not be read; the first: "
                                + lost.first()));
    }

    /// What to say where held-out items are learned from.
    ///
    /// @param items how many of the items and examples of the round are measured as well
    static List<Alarm> leaked(long items) {
        return items == 0
                ? List.of()
                : List.of(new Alarm(
                        "held-out-leak",
                        items,
                        items + " of the items and examples that are learned from are held-out items: the score says"
                                + " what the student remembers; give the measure items of its own"));
    }

    /// What to say of measures of which too little could be decided.
    static List<Alarm> undecided(Measures.Found found) {
        return found.measured().stream()
                .filter(one -> !one.determined() || undecidedShare(one) > UNGRADED)
                .map(one -> new Alarm(
                        "measure-ungraded",
                        undecidedShare(one),
                        "the measure '" + one.id() + "' "
                                + (one.ungraded() == 0
                                        ? "has no items, so it says nothing"
                                        : "could not decide " + one.ungraded() + " of " + one.items()
                                                + " items, because its rubric or a call failed: "
                                                + (one.determined()
                                                        ? "its score is of the others alone"
                                                        : "it says nothing, and holds back no round")
                                                + first(found.reasons().get(one.id())))))
                .toList();
    }

    private static double undecidedShare(Measured measured) {
        return measured.ungraded() == 0 ? 0 : (double) measured.ungraded() / measured.items();
    }

    private static String first(@Nullable String reason) {
        return reason == null ? "" : "; the first says: " + reason;
    }

    /// @param lost what could not be read of the round's items and examples
    static List<Alarm> of(RunPlan plan, Tally tally, Measures.Found found, Lost lost) {
        List<Alarm> alarms = new ArrayList<>(lost(lost));
        alarms.addAll(undecided(found));
        if (tally.generated() >= ENOUGH) {
            found.measured().stream().findFirst().ifPresent(heldOut -> rewardGap(tally, heldOut, alarms));
        }
        found.fell()
                .forEach(id -> alarms.add(new Alarm(
                        "measure-fell",
                        score(found.measured(), id),
                        "the measure '" + id + "' is lower than before the round, and not by chance")));
        if (tally.generated() >= ENOUGH && tally.ungradedShare() > UNGRADED) {
            alarms.add(new Alarm(
                    "ungraded",
                    tally.ungradedShare(),
                    percent(tally.ungradedShare()) + " of the samples could not be graded: look at `samples` of verdict"
                            + " quarantined"));
        }
        if (tally.failedShare() > FAILED) {
            alarms.add(new Alarm(
                    "failed",
                    tally.failedShare(),
                    percent(tally.failedShare()) + " of the jobs made no sample; the first says: "
                            + tally.firstFault()));
        }
        if (tally.accepted() >= ENOUGH && tally.novelty() < LEAST_NOVELTY) {
            alarms.add(new Alarm(
                    "novelty",
                    tally.novelty(),
                    "only " + percent(tally.novelty()) + " of what was accepted is new: the source or the model repeats"
                            + " itself"));
        }
        if (!plan.steps().isEmpty() && tally.round() > 0 && tally.idle()) {
            alarms.add(new Alarm(
                    "nothing-accepted",
                    tally.accepted(),
                    "next to nothing was accepted: "
                            + tally.failing().orElse("the model never solves this at this level")));
        }
        return alarms;
    }

    /// The rubric is content and the held-out score is not: what is accepted is not what is wanted.
    private static void rewardGap(Tally tally, Measured heldOut, List<Alarm> alarms) {
        Interval acceptance = tally.acceptance();
        double gap = acceptance.low() - heldOut.high();
        if (gap > REWARD_GAP) {
            alarms.add(new Alarm(
                    "reward-gap",
                    gap,
                    percent(acceptance.low()) + " or more of the samples are accepted, but at most "
                            + percent(heldOut.high())
                            + " of the held-out items are right: the rubric accepts what is not true"));
        }
    }

    private static double score(List<Measured> measured, String id) {
        return measured.stream()
                .filter(one -> one.id().equals(id))
                .mapToDouble(Measured::score)
                .findFirst()
                .orElse(0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
