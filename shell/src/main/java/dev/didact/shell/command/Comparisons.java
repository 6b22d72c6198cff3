package dev.didact.shell.command;

import dev.didact.engine.Comparison;
import dev.didact.engine.RunSummary;
import dev.didact.shell.output.Out;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How runs differ, for programs and for people.
final class Comparisons {
    private Comparisons() {}

    /// One measure in two runs, paired by item and sample index.
    record Measure(
            String measure,
            int runA,
            int runB,
            double a,
            double b,
            double difference,
            double low,
            double high,
            int paired,
            int unpaired) {}

    static void show(Out out, Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "compared");
        json.put("runs", comparison.runs().stream().map(RunsCommand::whole).toList());
        json.put("settings", comparison.settings());
        json.put(
                "measures",
                comparison.measures().stream().map(Comparisons::measure).toList());
        out.document(json, lines(out, comparison));
    }

    private static Measure measure(Comparison.Difference one) {
        return new Measure(
                one.measure(),
                one.a(),
                one.b(),
                one.scoreA(),
                one.scoreB(),
                one.difference(),
                one.low(),
                one.high(),
                one.paired(),
                one.unpaired());
    }

    private static List<String> lines(Out out, Comparison comparison) {
        List<String> lines = new ArrayList<>();
        for (RunSummary run : comparison.runs()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "run %-4d %-28s %-10s %7d accepted   %s",
                    run.run(),
                    Printable.of(run.recipe() + (run.arm().isEmpty() ? "" : ", arm " + run.arm())),
                    run.status(),
                    run.accepted(),
                    run.heldOut().map(EventText::interval).orElse("no measure")));
        }
        comparison
                .settings()
                .forEach(setting -> lines.add("  " + Printable.of(setting.path()) + "  "
                        + Printable.of(String.join(" | ", setting.values()))));
        for (Comparison.Difference one : comparison.measures()) {
            String sure = one.low() > 0 || one.high() < 0 ? "" : out.style().dim("   may be chance");
            lines.add(String.format(
                            Locale.ROOT,
                            "%s  run %d %.2f, run %d %.2f   difference %+.2f [%+.2f %+.2f]   %d items, paired",
                            Printable.of(one.measure()),
                            one.a(),
                            one.scoreA(),
                            one.b(),
                            one.scoreB(),
                            one.difference(),
                            one.low(),
                            one.high(),
                            one.paired())
                    + sure);
        }
        if (comparison.measures().isEmpty()) {
            lines.add("no measure in common: the comparison says nothing about truth");
        }
        return lines;
    }
}
