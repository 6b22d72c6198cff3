package dev.didact.engine;

import dev.didact.api.grading.DecidedSample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a run tells while it goes on. Listeners are called one event at a time, in order, and must be brief.
public sealed interface RunEvent {
    /// The run has its number and goes on from here.
    ///
    /// @param run its number in the workspace
    /// @param recipe name of the recipe
    /// @param arm name of the arm; empty where the recipe has none
    /// @param randomSeed the run's random seed
    /// @param rounds how many rounds at most, the base not counted; 0 where their number is not bounded
    /// @param resumed whether it goes on from an earlier start
    /// @param inFlight how many calls may have been under way when it was broken off; they are made again, so no more
    ///     answers than these are paid for twice
    /// @param parent the run that it was forked from
    /// @param signals what comes from outside the model
    record Started(
            int run,
            String recipe,
            String arm,
            long randomSeed,
            int rounds,
            boolean resumed,
            int inFlight,
            Optional<Parent> parent,
            List<String> signals)
            implements RunEvent {}

    /// The run that a run was forked from.
    ///
    /// @param run its number
    /// @param rounds how many of its rounds were taken over, the base counted
    record Parent(int run, int rounds) {}

    /// How far a stage is. Not part of the machine-readable events.
    ///
    /// @param run the run
    /// @param round the round
    /// @param stage `learn`, `generate` or `measure`
    /// @param done how much is done
    /// @param total how much there is; 0 where nobody knows
    /// @param note a few words, such as the loss; may be empty
    record Progress(int run, int round, String stage, long done, long total, String note) implements RunEvent {}

    /// A sample has its verdict. Not part of the machine-readable events.
    ///
    /// @param run the run
    /// @param round the round
    /// @param sample the sample
    record Decided(int run, int round, DecidedSample sample) implements RunEvent {}

    /// A round is over. Round 0 is the base before learning from samples.
    ///
    /// @param run the run
    /// @param round the round
    /// @param generated samples made
    /// @param accepted of these, accepted
    /// @param rejected of these, rejected
    /// @param quarantined of these, quarantined
    /// @param ungraded of these, with at least one criterion that could not be graded
    /// @param undecided of these, with at least one claim that the method could not tell
    /// @param failed jobs that made no sample because a call or the generator failed, and items that could not be read
    /// @param reasons how many samples each criterion or rule rejected or quarantined
    /// @param steps what went into each step and came out, in the order of the recipe; empty for round 0
    /// @param measures what the measures found, in the recipe's order; the first is the held-out score
    /// @param coverage share of the round's items with at least one accepted sample
    /// @param novelty share of the accepted samples that no earlier round or item of this run had; the samples of one
    ///     item are not held against each other
    /// @param levels level of each source in this round
    /// @param rolledBack whether the round's checkpoint was given up because a measure fell that must not
    /// @param health what looks unhealthy
    /// @param spending what its calls used and cost
    /// @param seconds how long it took
    record RoundFinished(
            int run,
            int round,
            long generated,
            long accepted,
            long rejected,
            long quarantined,
            long ungraded,
            long undecided,
            long failed,
            Map<String, Long> reasons,
            List<StepCount> steps,
            List<Measured> measures,
            double coverage,
            double novelty,
            Map<String, Integer> levels,
            boolean rolledBack,
            List<Alarm> health,
            Spending spending,
            double seconds)
            implements RunEvent {
        /// The same round with the time it took, to a hundredth of a second.
        public RoundFinished took(double seconds) {
            double hundredths = Math.round(seconds * 100) / 100.0;
            return new RoundFinished(
                    run,
                    round,
                    generated,
                    accepted,
                    rejected,
                    quarantined,
                    ungraded,
                    undecided,
                    failed,
                    reasons,
                    steps,
                    measures,
                    coverage,
                    novelty,
                    levels,
                    rolledBack,
                    health,
                    spending,
                    hundredths);
        }

        /// The held-out score: what the first measure found.
        public Optional<Measured> heldOut() {
            return measures.stream().findFirst();
        }
    }

    /// A model answers nobody. Its calls wait or go to its fallback, while one at a time probes; none fails for that.
    ///
    /// @param run the run
    /// @param model its name in the recipe
    /// @param reason what the last try was told
    /// @param fallback name of the model that answers meanwhile; empty where calls wait
    /// @param advice what happens now
    record ModelDown(int run, String model, String reason, Optional<String> fallback, String advice)
            implements RunEvent {}

    /// The model answers again, and the run goes on by itself.
    ///
    /// @param run the run
    /// @param model its name in the recipe
    record ModelUp(int run, String model) implements RunEvent {}

    /// The run is over, or stands still until it is resumed.
    ///
    /// @param run the run
    /// @param status how it ended
    /// @param reason why: `rounds`, `accepted`, `budget`, `plateau`, `source-ended`, `nothing-accepted`, `interrupted`,
    ///     or what failed
    /// @param advice what to do next; may be empty
    /// @param accepted samples accepted over all rounds
    /// @param measures each measure at the base and at the kept student
    /// @param spending what the calls of the whole run used and cost
    /// @param estimated what was expected of it when its recipe was last checked or previewed before it
    /// @param seconds how long it took over all its starts
    record Finished(
            int run,
            Status status,
            String reason,
            String advice,
            long accepted,
            List<FirstAndLast> measures,
            Spending spending,
            Optional<Estimate> estimated,
            double seconds)
            implements RunEvent {}

    /// How a run ended.
    enum Status {
        /// It did all that its recipe says.
        COMPLETED,
        /// It stopped before, with everything kept.
        STOPPED,
        /// Something outside stands in its way, such as a model that does not answer or a full disk. Everything is
        /// kept.
        PAUSED,
        /// It cannot go on.
        FAILED;

        /// As it is written: `completed`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A measure at the base and at the kept student.
    ///
    /// @param id id of the measure
    /// @param first at the base
    /// @param last at the kept student
    record FirstAndLast(String id, Measured first, Measured last) {}
}
