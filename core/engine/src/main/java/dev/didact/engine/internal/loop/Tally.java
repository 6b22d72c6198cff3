package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Usage;
import dev.didact.engine.Alarm;
import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.statistics.Interval;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is counted while a round is decided. For one thread.
final class Tally {
    /// Below this share of accepted samples a round counts as idle.
    private static final double IDLE = 0.02;

    /// Above this share a failure is what kept a round from accepting anything.
    private static final double MOST = 0.5;

    private final int round;
    private final Map<String, Covered> sources = new TreeMap<>();
    private String source = "";
    private final Map<String, StepCount> steps = new LinkedHashMap<>();
    private long samples;
    private long generated;
    private long accepted;
    private long rejected;
    private long quarantined;
    private long ungraded;
    private long undecided;
    private long failed;
    private long heldOut;
    private long novel;
    private Usage used = Usage.NONE;
    private Lost lost = Lost.NOTHING;
    private boolean acceptedOne;
    private String firstFault = "";
    private final Map<String, Failing> failing = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private String decided = Hashes.fields("decided").sha256();

    /// Items of one source.
    ///
    /// @param items how many
    /// @param accepted how many of them have an accepted sample
    private record Covered(long items, long accepted) {
        static final Covered NONE = new Covered(0, 0);

        Covered plus(Covered other) {
            return new Covered(items + other.items, accepted + other.accepted);
        }
    }

    /// What one rubric could not grade of the samples that were not accepted.
    ///
    /// @param samples how many
    /// @param first why it could not grade the first of them
    private record Failing(long samples, String first) {
        Failing plus(Failing later) {
            return new Failing(samples + later.samples, first);
        }
    }

    Tally(int round) {
        this.round = round;
    }

    int round() {
        return round;
    }

    long items() {
        return covered().items;
    }

    /// Tokens of the answers that the items needed.
    Usage used() {
        return used;
    }

    /// All samples, those too from which others are made.
    long samples() {
        return samples;
    }

    long generated() {
        return generated;
    }

    long accepted() {
        return accepted;
    }

    /// Items that could not be read.
    void lost(Lost more) {
        lost = lost.plus(more);
    }

    /// What could not be read.
    Lost lost() {
        return lost;
    }

    /// An item whose samples follow.
    ///
    /// @param isHeldOut whether it, or an item that was made of it, is also measured
    void item(Worked worked, boolean isHeldOut) {
        source = worked.source();
        sources.merge(source, new Covered(1, 0), Covered::plus);
        failed += worked.faults().size();
        used = used.plus(worked.usage());
        worked.counts().forEach(count -> steps.merge(count.step(), count, StepCount::plus));
        worked.faults().stream()
                .map(Fault::message)
                .filter(_ -> firstFault.isEmpty())
                .findFirst()
                .ifPresent(fault -> firstFault = fault);
        acceptedOne = false;
        heldOut += isHeldOut ? 1 : 0;
    }

    /// Items that are also measured.
    long heldOut() {
        return heldOut;
    }

    /// A sample of the item that was counted last. Those from which others are made are only numbered; what became of
    /// them the steps tell.
    ///
    /// @param isNovel whether nothing like it was accepted of another item or in another round
    void sample(Candidate candidate, boolean isNovel) {
        samples++;
        decided = Hashes.fields("decided")
                .text("before", decided)
                .text("sample", candidate.id())
                .text("verdict", candidate.verdict().word())
                .sha256();
        if (candidate.last()) {
            last(candidate, isNovel);
        }
    }

    /// A pair of samples that were counted.
    void pair(StoredPair pair) {
        decided = Hashes.fields("decided")
                .text("before", decided)
                .text("step", pair.step())
                .number("chosen", pair.chosen())
                .number("rejected", pair.rejected())
                .sha256();
    }

    private void last(Candidate candidate, boolean isNovel) {
        generated++;
        switch (candidate.verdict()) {
            case Verdict.Accepted _ -> {
                accepted++;
                novel += isNovel ? 1 : 0;
                sources.merge(source, new Covered(0, acceptedOne ? 0 : 1), Covered::plus);
                acceptedOne = true;
            }
            case Verdict.Rejected(String criterion) -> {
                rejected++;
                reasons.merge(criterion, 1L, Long::sum);
            }
            case Verdict.Quarantined(String rule) -> {
                quarantined++;
                reasons.merge(rule, 1L, Long::sum);
            }
        }
        List<CriterionResult> results = candidate.grade().criteria().stream()
                .map(entry -> entry.result())
                .toList();
        ungraded += results.stream().anyMatch(result -> result instanceof Ungraded) ? 1 : 0;
        if (!(candidate.verdict() instanceof Verdict.Accepted)) {
            notGraded(candidate.grade());
        }
        undecided += results.stream().anyMatch(Tally::undecided) ? 1 : 0;
    }

    private void notGraded(Grade grade) {
        var counted = new TreeSet<String>();
        for (Grade.Entry entry : grade.criteria()) {
            if (entry.result() instanceof Ungraded(Fault fault) && counted.add(entry.rubric())) {
                failing.merge(entry.rubric(), new Failing(1, fault.message()), Failing::plus);
            }
        }
    }

    private static boolean undecided(CriterionResult result) {
        return result instanceof Scored scored
                && scored.evidence().stream()
                        .anyMatch(evidence -> evidence.claim()
                                .filter(claim -> claim == ClaimState.UNDECIDED)
                                .isPresent());
    }

    /// Share of the items with at least one accepted sample.
    double coverage() {
        return share(covered().accepted, covered().items);
    }

    /// The same for the items of one source; 0 where there are none.
    double coverage(String ofSource) {
        Covered covered = sources.getOrDefault(ofSource, Covered.NONE);
        return share(covered.accepted, covered.items);
    }

    private Covered covered() {
        return sources.values().stream().reduce(Covered.NONE, Covered::plus);
    }

    /// Share of the accepted samples that are like none of an earlier item or round.
    double novelty() {
        return share(novel, accepted);
    }

    /// Share of the samples that were accepted, with its interval.
    Interval acceptance() {
        return Interval.ofShare(accepted, generated);
    }

    double ungradedShare() {
        return share(ungraded, generated);
    }

    double failedShare() {
        return share(failed, failed + generated);
    }

    /// What the first job that made no sample says; empty where all made some.
    String firstFault() {
        return firstFault;
    }

    /// Whether next to nothing was accepted.
    boolean idle() {
        return share(accepted, generated) < IDLE;
    }

    /// What failed, with how much it cost and the first reason, where next to nothing was accepted and most of that is
    /// no doing of the samples; empty otherwise.
    Optional<String> failing() {
        if (!idle()) {
            return Optional.empty();
        }
        if (failedShare() > MOST) {
            return Optional.of(
                    failed + " of " + (failed + generated) + " jobs made no sample; the first says: " + firstFault);
        }
        return failing.entrySet().stream()
                .max(Comparator.comparingLong(rubric -> rubric.getValue().samples()))
                .filter(rubric -> share(rubric.getValue().samples(), generated) > MOST)
                .map(rubric -> rubric.getKey() + " could not grade "
                        + rubric.getValue().samples() + " of " + generated + " samples; the first says: "
                        + rubric.getValue().first());
    }

    /// Hash over what was decided, in order: of each sample with the hash before it.
    String hash() {
        return decided;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    RunEvent.RoundFinished event(
            int run, State state, List<Measured> measured, boolean rolledBack, List<Alarm> alarms, Usage usage) {
        return new RunEvent.RoundFinished(
                run,
                round,
                generated,
                accepted,
                rejected,
                quarantined,
                ungraded,
                undecided,
                failed + lost.count(),
                reasons,
                List.copyOf(steps.values()),
                measured,
                coverage(),
                novelty(),
                state.levels(),
                rolledBack,
                alarms,
                usage,
                0);
    }
}
