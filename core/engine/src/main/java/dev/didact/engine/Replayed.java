package dev.didact.engine;

import java.util.List;
import java.util.Optional;

/// What a replay found when it derived a run once more from its recorded answers.
///
/// @param run the run
/// @param samples samples derived again
/// @param rounds rounds derived again
/// @param checkpoints checkpoints learned again
/// @param notes what could not be derived again and was compared by its inputs only
/// @param difference the first record that differs; empty if nothing does
public record Replayed(
        int run, long samples, int rounds, int checkpoints, List<String> notes, Optional<String> difference) {
    public Replayed {
        notes = List.copyOf(notes);
    }
}
