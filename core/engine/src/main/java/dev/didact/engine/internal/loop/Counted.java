package dev.didact.engine.internal.loop;

import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of the first items of a round: all that is needed to go on behind them without reading, asking or grading
/// anything of them again.
///
/// @param round the round
/// @param items how many items were decided
/// @param admitted how many items might be begun; what was asked for those behind it stands behind this in the journal
/// @param last hash of the last of the items, by which a source that gives other items now is found
/// @param sources the items by the id of their source
/// @param steps what went into each step and came out, in the order of the recipe
/// @param figures everything else that is a number
/// @param spending what the answers that the items needed used and cost
/// @param lost what could not be read up to the last of the items
/// @param firstFault what the first job that made no sample says; empty where all made some
/// @param failing what each rubric could not grade of the samples that were not accepted
/// @param reasons how many samples were not accepted, by criterion or rule
/// @param decided hash over what was decided
/// @param licences the licences of the samples
/// @param archived what was accepted since this was written last, as the [Archive] knows it
record Counted(
        int round,
        int items,
        int admitted,
        String last,
        Map<String, Covered> sources,
        List<StepCount> steps,
        Map<Figure, Long> figures,
        Spending spending,
        Lost lost,
        String firstFault,
        Map<String, Failing> failing,
        Map<String, Long> reasons,
        String decided,
        Set<String> licences,
        Archive.Since archived) {
    /// A number of samples or of jobs.
    enum Figure {
        /// All samples, those too from which others are made.
        SAMPLES,
        /// Samples that the last step made or let through.
        GENERATED,
        ACCEPTED,
        REJECTED,
        QUARANTINED,
        /// Samples of which a criterion could not be graded.
        UNGRADED,
        /// Samples with a claim that could not be decided.
        UNDECIDED,
        /// Jobs that made no sample.
        FAILED,
        /// Items that are also measured.
        HELD_OUT,
        /// Accepted samples that are like none of an earlier item or round.
        NOVEL,
        /// Pairs of samples.
        PAIRS
    }

    /// Items of one source.
    ///
    /// @param items how many
    /// @param accepted how many of them have an accepted sample
    record Covered(long items, long accepted) {
        static final Covered NONE = new Covered(0, 0);

        Covered plus(Covered other) {
            return new Covered(items + other.items, accepted + other.accepted);
        }
    }

    /// What one rubric could not grade of the samples that were not accepted.
    ///
    /// @param samples how many
    /// @param first why it could not grade the first of them
    record Failing(long samples, String first) {
        Failing plus(Failing later) {
            return new Failing(samples + later.samples, first);
        }
    }

    /// Nothing was decided of a round.
    static Counted nothing(int round) {
        return new Counted(
                round,
                0,
                0,
                "",
                Map.of(),
                List.of(),
                Map.of(),
                Spending.NONE,
                Lost.NOTHING,
                "",
                Map.of(),
                Map.of(),
                Tally.NOTHING_DECIDED,
                Set.of(),
                Archive.Since.NOTHING);
    }

    /// One of the figures.
    long figure(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }
}
