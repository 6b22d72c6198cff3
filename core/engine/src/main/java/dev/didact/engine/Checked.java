package dev.didact.engine;

import java.util.List;
import java.util.OptionalLong;

/// What a recipe will do, said before anything is paid for.
///
/// @param recipe its name
/// @param arm the arm that was checked; empty where there is none
/// @param items items of one round; empty where the source must be read to its end to know
/// @param samples samples of the whole run at most
/// @param calls model calls of the whole run at most, measures included
/// @param estimate what it is expected to take
/// @param licence the licence expression of the output
/// @param signals what comes from outside the model
/// @param isolated what works in a process of its own
/// @param warnings what to know before starting
public record Checked(
        String recipe,
        String arm,
        OptionalLong items,
        OptionalLong samples,
        OptionalLong calls,
        Estimate estimate,
        String licence,
        List<String> signals,
        List<String> isolated,
        List<String> warnings) {
    public Checked {
        signals = List.copyOf(signals);
        isolated = List.copyOf(isolated);
        warnings = List.copyOf(warnings);
    }
}
