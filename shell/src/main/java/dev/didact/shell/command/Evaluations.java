package dev.didact.shell.command;

import dev.didact.engine.Evaluation;
import dev.didact.shell.output.Format;
import dev.didact.shell.output.Out;
import dev.didact.shell.output.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What tasks found of models, for programs and for people.
final class Evaluations {
    private Evaluations() {}

    /// A score for people; without one where nothing could be graded.
    record Row(String task, String model, String score, int n, int abstained, int ungraded) {}

    /// Two models under one task, paired by item.
    record Difference(
            String task,
            String modelA,
            String modelB,
            double a,
            double b,
            double difference,
            double low,
            double high,
            int paired,
            int unpaired,
            Comparisons.Flips flips) {}

    static void show(Out out, Evaluation evaluation) {
        if (out.format().machine()) {
            out.document(json(evaluation), List.of());
            return;
        }
        out.rows(
                Row.class,
                evaluation.scores().stream()
                        .map(score -> new Row(
                                score.task(),
                                score.model(),
                                EventText.interval(score.measured()),
                                score.measured().n(),
                                score.measured().abstained(),
                                score.measured().ungraded()))
                        .toList());
        if (out.format() != Format.CSV) {
            out.lines(
                    evaluation.differences().stream().map(one -> line(out, one)).toList());
        }
    }

    private static Map<String, Object> json(Evaluation evaluation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "evaluated");
        json.put("run", evaluation.run());
        json.put("status", evaluation.status());
        json.put("scores", evaluation.scores().stream().map(Evaluations::score).toList());
        json.put(
                "differences",
                evaluation.differences().stream().map(Evaluations::difference).toList());
        return json;
    }

    private static Map<String, Object> score(Evaluation.Score score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", score.task());
        json.put("model", score.model());
        json.putAll(EventJson.measured(score.measured()));
        return json;
    }

    private static Difference difference(Evaluation.Difference one) {
        return new Difference(
                one.task(),
                one.a(),
                one.b(),
                one.scoreA(),
                one.scoreB(),
                one.difference(),
                one.low(),
                one.high(),
                one.paired(),
                one.unpaired(),
                new Comparisons.Flips(one.won(), one.lost()));
    }

    private static String line(Out out, Evaluation.Difference one) {
        String sure = one.low() > 0 || one.high() < 0 ? "" : out.style().dim("   may be chance");
        return String.format(
                        Locale.ROOT,
                        "%s  %s %.2f, %s %.2f   difference %+.2f [%+.2f %+.2f]   %d items, paired: %d won, %d lost",
                        Printable.of(one.task()),
                        Printable.of(one.a()),
                        one.scoreA(),
                        Printable.of(one.b()),
                        one.scoreB(),
                        one.difference(),
                        one.low(),
                        one.high(),
                        one.paired(),
                        one.won().size(),
                        one.lost().size())
                + sure;
    }
}
