package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An item with all that came of it.
///
/// @param source id of the source that the item is from
/// @param item the item, with its key where it has one
/// @param made its samples, and those of the items that they became in turn
/// @param pairs pairs among them
/// @param faults what failed on the way and left no sample
/// @param counts what went into each step and came out, with what the answers it needed used and cost, in the order of
///     the recipe
record Worked(
        String source, Item item, List<OfItem> made, List<Pair> pairs, List<Fault> faults, List<StepCount> counts) {
    /// What was made of one item.
    ///
    /// @param item the item, without its key
    /// @param parent identity of the sample that it is; empty for the item of the source
    /// @param candidates its samples, by step, sample index and attempt
    record OfItem(Item item, Optional<String> parent, List<Candidate> candidates) {}

    /// A better and a worse sample.
    ///
    /// @param step id of the step that chose them
    /// @param chosen identity of the better one
    /// @param rejected identity of the worse one
    record Pair(String step, String chosen, String rejected) {}

    /// All samples.
    Stream<Candidate> candidates() {
        return made.stream().flatMap(of -> of.candidates().stream());
    }

    /// What the answers that it needed used and cost.
    Spending spending() {
        return counts.stream().map(StepCount::spending).reduce(Spending.NONE, Spending::plus);
    }
}
