package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import dev.didact.api.model.Usage;
import java.util.List;

/// An item with all that came of it.
///
/// @param source id of the source that the item is from
/// @param item the item, with its key where it has one
/// @param candidates its samples, by step, sample index and attempt
/// @param faults what failed on the way and left no sample
/// @param usage tokens of the answers it needed
record Worked(String source, Item item, List<Candidate> candidates, List<Fault> faults, Usage usage) {}
