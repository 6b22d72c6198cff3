package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/// What a source is opened for.
///
/// @param purpose what the items are for
/// @param round the round of the run, 0 before the first
/// @param level how hard the items shall be, on the source's own scale; empty where the recipe names no level
public record Draw(Purpose purpose, int round, OptionalInt level) {
    public Draw {
        requireNonNull(purpose, "purpose");
        requireNonNull(level, "level");
    }
}
