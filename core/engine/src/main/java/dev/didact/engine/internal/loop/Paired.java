package dev.didact.engine.internal.loop;

import dev.didact.engine.Measured;
import dev.didact.engine.internal.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Two outcomes held against each other, item by item.
///
/// @param difference the second less the first, over the items that were decided for both
/// @param interval where the difference lies with 95 % confidence, by paired bootstrap
/// @param paired how many items were decided for both
/// @param unpaired how many for only one
/// @param won the items that only the second has right, in the order of the first
/// @param lost the items that only the first has right
record Paired(double difference, Interval interval, int paired, int unpaired, List<String> won, List<String> lost) {
    /// @param outcomesA by id of the item: 1 right, 0 wrong
    static Paired of(Measured inA, Map<String, Integer> outcomesA, Measured inB, Map<String, Integer> outcomesB) {
        List<String> items =
                outcomesA.keySet().stream().filter(outcomesB::containsKey).toList();
        ToIntFunction<String> change = item -> outcomesB.getOrDefault(item, 0) - outcomesA.getOrDefault(item, 0);
        double[] differences = items.stream().mapToDouble(change::applyAsInt).toArray();
        int paired = items.size();
        return new Paired(
                paired == 0
                        ? inB.score() - inA.score()
                        : Arrays.stream(differences).sum() / paired,
                paired == 0 ? new Interval(-1, 1) : Interval.ofMean(differences),
                paired,
                outcomesA.size() + outcomesB.size() - 2 * paired,
                items.stream().filter(item -> change.applyAsInt(item) > 0).toList(),
                items.stream().filter(item -> change.applyAsInt(item) < 0).toList());
    }
}
