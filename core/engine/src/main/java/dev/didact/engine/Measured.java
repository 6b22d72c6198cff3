package dev.didact.engine;

import java.util.List;

/// What a measure found: a share of items, with the interval in which the true share lies with 95 % confidence.
///
/// @param id id of the measure
/// @param metric what is counted: `accepted`
/// @param score the share
/// @param low lower end of the Wilson score interval
/// @param high upper end
/// @param n how many items
/// @param abstained how many of them the student declined to answer
/// @param ungraded how many of them could not be graded; they count in `n` as not accepted
/// @param byLevel the same for each level; empty where items have no level
public record Measured(
        String id,
        String metric,
        double score,
        double low,
        double high,
        int n,
        int abstained,
        int ungraded,
        List<AtLevel> byLevel) {
    public Measured {
        byLevel = List.copyOf(byLevel);
    }

    /// The share at one level.
    ///
    /// @param level the level
    /// @param score the share
    /// @param n how many items
    public record AtLevel(int level, double score, int n) {}
}
