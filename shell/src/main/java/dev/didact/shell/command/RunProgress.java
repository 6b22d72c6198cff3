package dev.didact.shell.command;

import java.util.List;
import java.util.Optional;

/// How far a run is, as the screen shows it.
///
/// @param title which run: `run 3  first-run, arm verified`
/// @param stage what it is doing: `round 2`
/// @param done samples or steps done in this stage
/// @param total how many there will be, 0 where nobody knows
/// @param rounds the rounds that are finished, the base first
public record RunProgress(String title, String stage, long done, long total, List<Round> rounds) {

    public RunProgress {
        rounds = List.copyOf(rounds);
    }

    /// One finished round.
    ///
    /// @param number 0 for the base before learning
    /// @param heldOut the score on the held-out set, where there is one
    public record Round(
            int number,
            long generated,
            long accepted,
            long rejected,
            long quarantined,
            long ungraded,
            Optional<Score> heldOut) {}

    /// A score and its 95 % interval.
    public record Score(double score, double low, double high) {}
}
