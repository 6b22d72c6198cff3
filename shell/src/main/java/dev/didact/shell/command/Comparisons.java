package dev.didact.shell.command;

import dev.didact.engine.Comparison;
import dev.didact.engine.Money;
import dev.didact.engine.RunSummary;
import dev.didact.shell.output.Out;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
            int unpaired,
            Flips flips) {}

    /// The items that only the other run has right, and those that only the first has.
    record Flips(List<String> won, List<String> lost) {}

    static void show(Out out, Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "compared");
        json.put("runs", comparison.runs().stream().map(RunsCommand::whole).toList());
        json.put("settings", comparison.settings());
        json.put("costs", comparison.costs().stream().map(Comparisons::cost).toList());
        json.put(
                "measures",
                comparison.measures().stream().map(Comparisons::measure).toList());
        out.document(json, lines(out, comparison));
    }

    private static Map<String, Object> cost(Comparison.Cost one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", one.run());
        json.put("tokens", EventJson.tokens(one.spending()));
        json.put("costUsd", EventJson.usd(one.spending().cost()));
        json.put("seconds", one.seconds());
        return json;
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
                one.unpaired(),
                new Flips(one.won(), one.lost()));
    }

    private static List<String> lines(Out out, Comparison comparison) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < comparison.runs().size(); i++) {
            RunSummary run = comparison.runs().get(i);
            lines.add(String.format(
                    Locale.ROOT,
                    "run %-4d %-28s %-10s %7d accepted   %s   %s",
                    run.run(),
                    Printable.of(run.recipe() + (run.arm().isEmpty() ? "" : ", arm " + run.arm())),
                    run.status(),
                    run.accepted(),
                    run.heldOut().map(EventText::interval).orElse("no measure"),
                    costText(comparison.costs().get(i), comparison.costs().getFirst())));
        }
        comparison
                .settings()
                .forEach(setting -> lines.add("  " + Printable.of(setting.path()) + "  "
                        + Printable.of(String.join(" | ", setting.values()))));
        for (Comparison.Difference one : comparison.measures()) {
            String sure = one.low() > 0 || one.high() < 0 ? "" : out.style().dim("   may be chance");
            lines.add(String.format(
                            Locale.ROOT,
                            "%s  run %d %.2f, run %d %.2f   difference %+.2f [%+.2f %+.2f]   %d items, paired: %d won, %d lost",
                            Printable.of(one.measure()),
                            one.a(),
                            one.scoreA(),
                            one.b(),
                            one.scoreB(),
                            one.difference(),
                            one.low(),
                            one.high(),
                            one.paired(),
                            one.won().size(),
                            one.lost().size())
                    + sure);
        }
        if (comparison.measures().isEmpty()) {
            lines.add("no measure in common: the comparison says nothing about truth");
        }
        return lines;
    }

    /// `1200 tokens, 0.50 USD (+0.25 USD)`: what a run cost, and by how much that is more than the first.
    private static String costText(Comparison.Cost of, Comparison.Cost first) {
        StringBuilder text = new StringBuilder();
        text.append(EventText.tokens(of.spending()));
        Optional<Money> cost = of.spending().cost();
        if (cost.isEmpty()) {
            text.append(", price unknown");
        }
        cost.filter(money -> !money.equals(Money.NOTHING))
                .ifPresent(money -> text.append(", ").append(money.words()));
        cost.ifPresent(money -> first.spending()
                .cost()
                .filter(base -> !base.equals(money))
                .ifPresent(base -> text.append(" (")
                        .append(
                                money.compareTo(base) > 0
                                        ? "+" + money.minus(base).words()
                                        : "-" + base.minus(money).words())
                        .append(')')));
        return text.toString();
    }
}
