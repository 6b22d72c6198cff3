package dev.didact.engine;

import java.util.List;

/// How runs differ: in their settings, in what they cost and in what their measures found.
///
/// @param runs the runs, the first being what the others are held against
/// @param settings the settings that are not the same in all of them
/// @param costs what each run cost, in the order of the runs
/// @param measures the measures that two of them share
public record Comparison(List<RunSummary> runs, List<Setting> settings, List<Cost> costs, List<Difference> measures) {
    public Comparison {
        runs = List.copyOf(runs);
        settings = List.copyOf(settings);
        costs = List.copyOf(costs);
        measures = List.copyOf(measures);
    }

    /// A setting that differs.
    ///
    /// @param path where it stands in the recipe
    /// @param values its value in each run, as YAML; `-` where it is absent
    public record Setting(String path, List<String> values) {}

    /// What a run cost, as far as its journal tells.
    ///
    /// @param run number of the run
    /// @param spending what its calls used and cost; those of its closed rounds alone while it goes on, or was broken
    ///     off
    /// @param seconds how long it took
    public record Cost(int run, Spending spending, double seconds) {}

    /// A measure in two runs, paired by item: each item is answered once, so that its sample index says no more.
    ///
    /// @param measure id of the measure
    /// @param a number of the first run
    /// @param b number of the other
    /// @param scoreA share in the first, at its kept student
    /// @param scoreB share in the other
    /// @param difference b less a
    /// @param low lower end of the 95 % interval of the difference, by paired bootstrap
    /// @param high upper end
    /// @param paired how many items both measured
    /// @param unpaired how many items only one of them measured
    /// @param won the paired items that only the other run has right, in the order of the first
    /// @param lost the paired items that only the first run has right, in its order
    public record Difference(
            String measure,
            int a,
            int b,
            double scoreA,
            double scoreB,
            double difference,
            double low,
            double high,
            int paired,
            int unpaired,
            List<String> won,
            List<String> lost) {
        public Difference {
            won = List.copyOf(won);
            lost = List.copyOf(lost);
        }
    }
}
