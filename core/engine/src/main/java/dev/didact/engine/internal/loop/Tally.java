package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Alarm;
import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.loop.Counted.Covered;
import dev.didact.engine.internal.loop.Counted.Failing;
import dev.didact.engine.internal.loop.Counted.Figure;
import dev.didact.engine.internal.statistics.Interval;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is counted while a round is decided. For one thread.
final class Tally {
    /// Below this share of accepted samples a round counts as idle.
    private static final double IDLE = 0.02;

    /// Above this share a failure is what kept a round from accepting anything.
    private static final double MOST = 0.5;

    /// How many items there are at most between two counts.
    private static final long BETWEEN = 1_024;

    /// The hash over what was decided before anything was.
    static final String NOTHING_DECIDED = Hashes.fields("decided").sha256();

    private final int round;
    private final Map<String, Covered> sources;
    private String source = "";
    private final Map<String, StepCount> steps = new LinkedHashMap<>();
    private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);
    private Spending spending;
    private Lost lost;
    private boolean acceptedOne;
    private String firstFault;
    private final Map<String, Failing> failing;
    private final Map<String, Long> reasons;
    private String decided;
    private long counted;

    /// Goes on behind what was counted.
    Tally(Counted behind) {
        this.round = behind.round();
        this.sources = new TreeMap<>(behind.sources());
        behind.steps().forEach(step -> steps.put(step.step(), step));
        this.figures.putAll(behind.figures());
        this.spending = behind.spending();
        this.lost = behind.lost();
        this.firstFault = behind.firstFault();
        this.failing = new TreeMap<>(behind.failing());
        this.reasons = new TreeMap<>(behind.reasons());
        this.decided = behind.decided();
        this.counted = behind.items();
    }

    /// A round of which nothing was decided.
    Tally(int round) {
        this(Counted.nothing(round));
    }

    /// Whether it is time to write down what was counted. Often at first, because a single item may have cost much, and
    /// then often enough that what comes behind is soon done again.
    boolean isDue() {
        long items = items();
        return items % BETWEEN == 0 || (items < BETWEEN && Long.bitCount(items) == 1);
    }

    /// Whether all that was decided was written down.
    boolean isCounted() {
        return counted == items();
    }

    /// What was counted, to be written down.
    ///
    /// @param admitted how many items might be begun
    /// @param last hash of the last item
    /// @param licences the licences of the samples
    /// @param archived what was accepted since this was written down before
    Counted counted(int admitted, String last, Set<String> licences, Archive.Since archived) {
        counted = items();
        return new Counted(
                round,
                Math.toIntExact(counted),
                admitted,
                last,
                sources,
                List.copyOf(steps.values()),
                figures,
                spending,
                lost,
                firstFault,
                failing,
                reasons,
                decided,
                licences,
                archived);
    }

    private void count(Figure figure, long more) {
        figures.merge(figure, more, Long::sum);
    }

    private long figure(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    int round() {
        return round;
    }

    long items() {
        return covered().items();
    }

    /// What the answers that the items needed used and cost.
    Spending spending() {
        return spending;
    }

    /// All samples, those too from which others are made.
    long samples() {
        return figure(Figure.SAMPLES);
    }

    long generated() {
        return figure(Figure.GENERATED);
    }

    long accepted() {
        return figure(Figure.ACCEPTED);
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
        count(Figure.FAILED, worked.faults().size());
        spending = spending.plus(worked.spending());
        worked.counts().forEach(count -> steps.merge(count.step(), count, StepCount::plus));
        worked.faults().stream()
                .map(Fault::message)
                .filter(_ -> firstFault.isEmpty())
                .findFirst()
                .ifPresent(fault -> firstFault = fault);
        acceptedOne = false;
        count(Figure.HELD_OUT, isHeldOut ? 1 : 0);
    }

    /// Items that are also measured.
    long heldOut() {
        return figure(Figure.HELD_OUT);
    }

    /// A sample of the item that was counted last. Those from which others are made are only numbered; what became of
    /// them the steps tell.
    ///
    /// @param isNovel whether nothing like it was accepted of another item or in another round
    void sample(Candidate candidate, boolean isNovel) {
        count(Figure.SAMPLES, 1);
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
        count(Figure.PAIRS, 1);
        decided = Hashes.fields("decided")
                .text("before", decided)
                .text("step", pair.step())
                .number("chosen", pair.chosen())
                .number("rejected", pair.rejected())
                .sha256();
    }

    private void last(Candidate candidate, boolean isNovel) {
        count(Figure.GENERATED, 1);
        switch (candidate.verdict()) {
            case Verdict.Accepted _ -> {
                count(Figure.ACCEPTED, 1);
                count(Figure.NOVEL, isNovel ? 1 : 0);
                sources.merge(source, new Covered(0, acceptedOne ? 0 : 1), Covered::plus);
                acceptedOne = true;
            }
            case Verdict.Rejected(String criterion) -> {
                count(Figure.REJECTED, 1);
                reasons.merge(criterion, 1L, Long::sum);
            }
            case Verdict.Quarantined(String rule) -> {
                count(Figure.QUARANTINED, 1);
                reasons.merge(rule, 1L, Long::sum);
            }
        }
        List<CriterionResult> results = candidate.grade().criteria().stream()
                .map(entry -> entry.result())
                .toList();
        count(Figure.UNGRADED, results.stream().anyMatch(result -> result instanceof Ungraded) ? 1 : 0);
        if (!(candidate.verdict() instanceof Verdict.Accepted)) {
            notGraded(candidate.grade());
        }
        count(Figure.UNDECIDED, results.stream().anyMatch(Tally::undecided) ? 1 : 0);
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
        return share(covered().accepted(), covered().items());
    }

    /// The same for the items of one source; 0 where there are none.
    double coverage(String ofSource) {
        Covered covered = sources.getOrDefault(ofSource, Covered.NONE);
        return share(covered.accepted(), covered.items());
    }

    private Covered covered() {
        return sources.values().stream().reduce(Covered.NONE, Covered::plus);
    }

    /// Share of the accepted samples that are like none of an earlier item or round.
    double novelty() {
        return share(figure(Figure.NOVEL), accepted());
    }

    /// Share of the samples that were accepted, with its interval.
    Interval acceptance() {
        return Interval.ofShare(accepted(), generated());
    }

    double ungradedShare() {
        return share(figure(Figure.UNGRADED), generated());
    }

    double failedShare() {
        return share(failed(), failed() + generated());
    }

    private long failed() {
        return figure(Figure.FAILED);
    }

    /// What the first job that made no sample says; empty where all made some.
    String firstFault() {
        return firstFault;
    }

    /// Whether next to nothing was accepted.
    boolean idle() {
        return share(accepted(), generated()) < IDLE;
    }

    /// What failed, with how much it cost and the first reason, where next to nothing was accepted and most of that is
    /// no doing of the samples; empty otherwise.
    Optional<String> failing() {
        if (!idle()) {
            return Optional.empty();
        }
        if (failedShare() > MOST) {
            return Optional.of(failed() + " of " + (failed() + generated()) + " jobs made no sample; the first says: "
                    + firstFault);
        }
        return failing.entrySet().stream()
                .max(Comparator.comparingLong(rubric -> rubric.getValue().samples()))
                .filter(rubric -> share(rubric.getValue().samples(), generated()) > MOST)
                .map(rubric -> rubric.getKey() + " could not grade "
                        + rubric.getValue().samples() + " of " + generated() + " samples; the first says: "
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
            int run, State state, List<Measured> measured, boolean rolledBack, List<Alarm> alarms, Spending spent) {
        return new RunEvent.RoundFinished(
                run,
                round,
                generated(),
                accepted(),
                figure(Figure.REJECTED),
                figure(Figure.QUARANTINED),
                figure(Figure.UNGRADED),
                figure(Figure.UNDECIDED),
                failed() + lost.count(),
                reasons,
                List.copyOf(steps.values()),
                measured,
                coverage(),
                novelty(),
                state.levels(),
                rolledBack,
                alarms,
                spent,
                0);
    }
}
