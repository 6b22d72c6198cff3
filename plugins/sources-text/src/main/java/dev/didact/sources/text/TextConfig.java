package dev.didact.sources.text;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Min;

/// Which files, and how they are cut.
///
/// @param path a file, a folder, or a pattern such as `docs/**/*.md`, relative to the recipe
/// @param words how many words a passage holds at most; 0 for one passage a file
/// @param overlap how many words at most a passage repeats from the end of the one before
public record TextConfig(
        @Example("texts/*.md") String path,
        @Default("400") @Min(0) int words,
        @Default("0") @Min(0) int overlap) {
    public TextConfig {
        if (path.isBlank()) {
            throw new IllegalArgumentException("path must name files, such as 'docs/**/*.md', but is empty");
        }
        if (words < 0) {
            throw new IllegalArgumentException("words must be 0 or more but is " + words);
        }
        if (overlap < 0 || (overlap > 0 && overlap >= words)) {
            throw new IllegalArgumentException(
                    "overlap must be 0 or more and below words, which is " + words + ", but is " + overlap);
        }
    }
}
