package dev.didact.engine.internal.loop;

import dev.didact.engine.Measured;
import dev.didact.engine.Spending;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a round hands to the next one. Everything that a run needs to go on stands here or can be read from the
/// journal.
///
/// @param round the round that was closed; -1 before the base
/// @param checkpoint where the student stands
/// @param levels level of each source for the next round
/// @param samples samples numbered so far
/// @param accepted samples accepted so far
/// @param idleRounds rounds in a row in which next to nothing was accepted
/// @param failing what failed in the round, where that kept next to everything from being accepted
/// @param items ids of the items of each measure, in their order
/// @param outcomes of the kept student on the items of each measure, in their order: `1` accepted, `0` not,
///     `?` undecided
/// @param first what the measures found at the base
/// @param last what the measures found at the kept student
/// @param lessons hash over the decided samples of each round, or [#ROLLED_BACK]
/// @param plateau for how long the first measure has not risen
/// @param outOfMoney whether a call of the round could not be paid
/// @param spending what all calls so far used and cost
record State(
        int round,
        Optional<StoredCheckpoint> checkpoint,
        Map<String, Integer> levels,
        long samples,
        long accepted,
        int idleRounds,
        Optional<String> failing,
        Map<String, List<String>> items,
        Map<String, String> outcomes,
        List<Measured> first,
        List<Measured> last,
        List<String> lessons,
        Plateau plateau,
        boolean outOfMoney,
        Spending spending) {
    /// Stands for a round that was rolled back, whose samples no later lesson holds.
    static final String ROLLED_BACK = "";

    /// The state before anything was done.
    static State start(Map<String, Integer> levels) {
        return new State(
                -1,
                Optional.empty(),
                levels,
                0,
                0,
                0,
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Plateau.NONE,
                false,
                Spending.NONE);
    }
}
