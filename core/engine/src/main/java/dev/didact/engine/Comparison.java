package dev.didact.engine;

import java.util.List;

/// How runs differ: in their settings and in what their measures found.
///
/// @param runs the runs, the first being what the others are held against
/// @param settings the settings that are not the same in all of them
/// @param measures the measures that two of them share
public record Comparison(List<RunSummary> runs, List<Setting> settings, List<Difference> measures) {
    public Comparison {
        runs = List.copyOf(runs);
        settings = List.copyOf(settings);
        measures = List.copyOf(measures);
    }

    /// A setting that differs.
    ///
    /// @param path where it stands in the recipe
    /// @param values its value in each run, as YAML; `-` where it is absent
    public record Setting(String path, List<String> values) {}

    /// A measure in two runs, paired by item.
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
            int unpaired) {}
}
