package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// The samples that a step let through before the one that is graded: those of earlier items and rounds, and those
/// before it of its own item. They are held by sketches of their responses, not by their texts.
///
/// @param samples how many there are
/// @param nearest the one whose response is most like that of the sample; empty where none was found that is at least
///     half like it
public record Earlier(long samples, Optional<Nearest> nearest) {
    public Earlier {
        requireNonNull(nearest, "nearest");
    }

    /// One of them.
    ///
    /// @param item id of the item that it was made of
    /// @param sampleIndex its place among the samples that its step made of the item, from 0
    /// @param similarity how like it is, from 0 to 1: the share of runs of five characters that both responses have, of
    ///     those that one of them has (Jaccard), estimated with a standard error of at most 0.05
    public record Nearest(String item, int sampleIndex, double similarity) {
        public Nearest {
            requireNonNull(item, "item");
        }
    }
}
