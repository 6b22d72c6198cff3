package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Item;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;

/// A sample with all that was found out about it.
///
/// @param ref how people name it: `3/17`
/// @param item what it was made from, its key taken off
/// @param sampleIndex its place among the samples that its step makes of the item, from 0
/// @param attempt the attempt that made it, from 1
/// @param sample prompt and response
/// @param grade what the criteria said
/// @param verdict what happens to it
/// @param provenance where it comes from
public record DecidedSample(
        String ref,
        Item item,
        int sampleIndex,
        int attempt,
        Sample sample,
        Grade grade,
        Verdict verdict,
        Provenance provenance) {
    public DecidedSample {
        requireNonNull(ref, "ref");
        requireNonNull(item, "item");
        requireNonNull(sample, "sample");
        requireNonNull(grade, "grade");
        requireNonNull(verdict, "verdict");
        requireNonNull(provenance, "provenance");
    }
}
