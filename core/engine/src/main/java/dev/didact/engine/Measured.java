package dev.didact.engine;

import java.util.List;

/// What a measure found: a share of items, with the interval in which the true share lies with 95 % confidence.
///
/// @param id id of the measure
/// @param metric what is counted: `accepted` or `accuracy`
/// @param score the share of the decided items; not a number where none could be decided
/// @param low lower end of the Wilson score interval
/// @param high upper end
/// @param n how many items could be decided
/// @param abstained how many of them the student declined to answer
/// @param ungraded how many further items could not be decided, because a grader or a call failed: they count neither
///     as right nor as wrong, or with the metric `accuracy` as not right where others could be decided
/// @param byLevel the same for each level with a decided item; empty where items have no level
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

    /// Whether it found anything: at least one item could be decided.
    public boolean determined() {
        return n > 0;
    }

    /// How many items were asked.
    public int items() {
        return metric.equals("accuracy") && determined() ? n : n + ungraded;
    }

    /// The share at one level.
    ///
    /// @param level the level
    /// @param score the share
    /// @param n how many items could be decided
    public record AtLevel(int level, double score, int n) {}
}
