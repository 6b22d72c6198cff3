package dev.didact.shell.report;

import dev.didact.engine.Comparison.Difference;
import java.util.List;

/// What one measure differs by between two arms, at their kept students.
///
/// @param measure id of the measure
/// @param arms which arms: the second against the first
/// @param scores both scores
/// @param difference second less first, in points
/// @param interval its 95 % interval
/// @param reading what the interval says
/// @param items how many items both measured
record DifferenceRow(
        String measure, String arms, String scores, String difference, String interval, String reading, String items) {
    static DifferenceRow of(Difference found, List<Arm> arms) {
        return new DifferenceRow(
                found.measure(),
                Page.name(found.b(), arms) + " against " + Page.name(found.a(), arms),
                Figures.percent(found.scoreB()) + " against " + Figures.percent(found.scoreA()),
                Figures.points(found.difference()),
                Figures.points(found.low()) + " to " + Figures.points(found.high()),
                reading(found),
                Figures.count(found.paired())
                        + (found.unpaired() == 0
                                ? ""
                                : " (" + Figures.count(found.unpaired()) + " measured in one only)"));
    }

    private static String reading(Difference found) {
        if (found.low() > 0) {
            return "higher";
        }
        return found.high() < 0 ? "lower" : "not shown to differ";
    }
}
