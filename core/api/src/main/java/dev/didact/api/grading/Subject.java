package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rubric is asked about.
///
/// @param sample the sample
/// @param sampleIndex its place among the samples that its step makes of the item, from 0
/// @param item what it was made from, its key taken off
/// @param sources the texts that claims are held against; empty where there are none
/// @param reference the right answer; only a measure's rubric and graders of given texts see one
/// @param inputs further inputs, by name
/// @param siblings all samples of the item, in order, this one among them; empty unless a criterion names them as an
///     input
/// @param earlier what the step let through before; empty where nothing goes through steps in order, as in a measure,
///     and unless a criterion names it as an input
public record Subject(
        Sample sample,
        int sampleIndex,
        Item item,
        List<Passage> sources,
        Optional<String> reference,
        Map<String, String> inputs,
        List<Sample> siblings,
        Optional<Earlier> earlier) {
    public Subject {
        requireNonNull(sample, "sample");
        requireNonNull(item, "item");
        requireNonNull(sources, "sources");
        requireNonNull(reference, "reference");
        requireNonNull(inputs, "inputs");
        requireNonNull(siblings, "siblings");
        requireNonNull(earlier, "earlier");
        sources = List.copyOf(sources);
        inputs = Map.copyOf(inputs);
        siblings = List.copyOf(siblings);
    }
}
