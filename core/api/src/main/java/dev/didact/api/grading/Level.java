package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

/// One level of a scale.
///
/// @param id its name
/// @param score its number, between 0 and 1
/// @param anchor what a sample of this level is like, in words; may be empty
public record Level(String id, double score, String anchor) {
    public Level {
        requireNonNull(id, "id");
        requireNonNull(anchor, "anchor");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "the score of level '" + id + "' must lie between 0 and 1 but is " + score);
        }
    }
}
