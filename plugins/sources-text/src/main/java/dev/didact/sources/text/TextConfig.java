package dev.didact.sources.text;

import dev.didact.api.config.Example;

/// Which files.
///
/// @param path a file, a folder, or a pattern such as `docs/**/*.md`, relative to the recipe
public record TextConfig(@Example("texts/*.md") String path) {
    public TextConfig {
        if (path.isBlank()) {
            throw new IllegalArgumentException("path must name files, such as 'docs/**/*.md', but is empty");
        }
    }
}
