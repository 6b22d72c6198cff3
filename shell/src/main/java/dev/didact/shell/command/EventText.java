package dev.didact.shell.command;

import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Estimate;
import dev.didact.engine.Measured;
import dev.didact.engine.Money;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import dev.didact.shell.output.DisplayWidth;
import dev.didact.shell.output.Out;
import dev.didact.shell.output.Printable;
import dev.didact.shell.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The events of a run as people read them.
final class EventText {
    private final Out out;
    private final Style style;

    EventText(Out out) {
        this.out = out;
        this.style = out.style();
    }

    /// `run 3  first-run, arm verified`.
    static String title(RunEvent.Started event) {
        String arm = event.arm().isEmpty() ? "" : ", arm " + event.arm();
        return "run " + event.run() + "  " + Printable.of(event.recipe() + arm);
    }

    List<String> started(RunEvent.Started event) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(title(event))
                + (event.resumed() ? "   goes on" : "")
                + style.dim("   random seed " + event.randomSeed()));
        String signals = event.signals().isEmpty()
                ? style.yellow("no signal from outside the model: only what it believes already can be confirmed")
                : "signal from outside the model: " + Printable.of(String.join("; ", event.signals()));
        lines.add("  " + signals);
        event.parent().ifPresent(parent -> lines.add("  " + from(parent)));
        if (event.inFlight() > 0) {
            String calls = event.inFlight() == 1 ? "1 call was" : event.inFlight() + " calls were";
            String paid =
                    event.inFlight() == 1 ? "it may be paid twice" : "at most " + event.inFlight() + " are paid twice";
            lines.add("  " + calls + " in flight when it was broken off; " + paid);
        }
        return lines;
    }

    private static String from(RunEvent.Parent parent) {
        return "forked from run " + parent.run()
                + switch (parent.rounds()) {
                    case 0 -> ", every round made anew";
                    case 1 -> ", round 0 taken over";
                    default -> ", rounds 0 to " + (parent.rounds() - 1) + " taken over";
                };
    }

    /// A model that does not answer, in one line.
    List<String> down(RunEvent.ModelDown event) {
        return List.of(style.yellow("  model '" + Printable.of(event.model()) + "' does not answer: "
                + Printable.of(event.reason() + "; " + event.advice())));
    }

    List<String> up(RunEvent.ModelUp event) {
        return List.of("  model '" + Printable.of(event.model()) + "' answers again");
    }

    /// One sample on one line.
    String decided(DecidedSample sample) {
        String score = sample.grade().total().isPresent()
                ? number(sample.grade().total().getAsDouble())
                : "    ";
        String why = why(sample.verdict());
        String head = "  " + sample.ref() + "  " + verdict(sample.verdict()) + "  " + score + "  ";
        int room = Math.max(20, out.width() - 36 - DisplayWidth.of(why));
        String text = DisplayWidth.cut(Printable.of(sample.sample().shown()), room, style.ellipsis());
        return head + '"' + text + '"' + (why.isEmpty() ? "" : "  " + style.dim(why));
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> style.green("accepted");
            case Verdict.Rejected rejected -> style.red("rejected");
            case Verdict.Quarantined quarantined -> style.yellow("quarantined");
        };
    }

    /// What decided a verdict; empty for an accepted sample.
    static String why(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> "";
            case Verdict.Rejected rejected -> Printable.of(rejected.criterion());
            case Verdict.Quarantined quarantined -> Printable.of(quarantined.rule());
        };
    }

    List<String> round(RunEvent.RoundFinished event) {
        List<String> lines = new ArrayList<>();
        String counts = event.round() == 0 && event.generated() == 0
                ? "base"
                : "generated " + event.generated() + "  accepted " + event.accepted() + "  rejected " + event.rejected()
                        + "  quarantined " + event.quarantined() + "  ungraded " + event.ungraded()
                        + (event.undecided() > 0 ? "  undecided " + event.undecided() : "")
                        + (event.failed() > 0 ? "  failed " + event.failed() : "");
        String heldOut = event.heldOut()
                .map(measured ->
                        "   " + Printable.of(measured.id()) + " " + interval(measured) + "  " + measured.n() + " items")
                .orElse("");
        lines.add("round " + event.round() + "  " + counts + style.bold(heldOut));
        if (!event.reasons().isEmpty()) {
            lines.add(style.dim("  not accepted by: " + most(event.reasons())));
        }
        if (event.steps().size() > 1) {
            int widest = event.steps().stream()
                    .mapToInt(count -> Printable.of(count.step()).length())
                    .max()
                    .orElse(0);
            event.steps().forEach(count -> lines.add(style.dim(step(count, widest))));
        }
        if (event.rolledBack()) {
            lines.add(style.yellow("  rolled back: a measure fell that must not fall"));
        }
        event.health()
                .forEach(alarm -> lines.add(style.red("  alarm " + Printable.of(alarm.alarm())) + " "
                        + number(alarm.value()) + "  " + Printable.of(alarm.message())));
        return lines;
    }

    private static String step(StepCount count, int widest) {
        String id = Printable.of(count.step());
        return "  " + id + " ".repeat(widest - id.length()) + "  in " + count.in()
                + (count.made() > 0 ? "  made " + count.made() : "")
                + "  out " + count.out()
                + (count.failed() > 0 ? "  failed " + count.failed() : "")
                + (count.spending().reused() > 0
                        ? "  reused " + count.spending().reused()
                        : "")
                + (count.dropped().isEmpty() ? "" : "  dropped by " + most(count.dropped()));
    }

    /// Reasons with their numbers, the most frequent first.
    private static String most(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> Printable.of(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    List<String> finished(RunEvent.Finished event) {
        List<String> lines = new ArrayList<>();
        StringBuilder line =
                new StringBuilder("run " + event.run() + " " + event.status().word() + "   " + event.accepted()
                        + " accepted   stopped: " + Printable.of(event.reason()));
        event.measures().stream()
                .findFirst()
                .ifPresent(measure -> line.append("   ")
                        .append(Printable.of(measure.id()))
                        .append(' ')
                        .append(score(measure.first()))
                        .append(style.ascii() ? " -> " : " → ")
                        .append(score(measure.last())));
        event.spending()
                .cost()
                .filter(cost -> !cost.equals(Money.NOTHING))
                .ifPresent(cost -> line.append("   ").append(cost.words()));
        line.append("   ").append(String.format(Locale.ROOT, "%.0f s", event.seconds()));
        lines.add(style.bold(line.toString()));
        if (event.spending().reused() > 0) {
            lines.add("  "
                    + (event.spending().reused() == 1
                            ? "1 answer"
                            : event.spending().reused() + " answers")
                    + " of earlier runs reused and not paid again; --fresh asks anew");
        }
        event.estimated()
                .filter(estimate -> !estimate.basis().isEmpty())
                .ifPresent(estimate -> lines.add(style.dim("  " + reckoning(estimate, event))));
        if (!event.advice().isEmpty()) {
            lines.add(style.yellow("  " + Printable.of(event.advice())));
        }
        return lines;
    }

    /// What was expected of a run beside what came.
    private static String reckoning(Estimate estimate, RunEvent.Finished event) {
        String tokens = estimate.tokens().isPresent() ? estimate.tokens().getAsLong() + " tokens" : "tokens unknown";
        String seconds = estimate.seconds().isPresent()
                ? String.format(Locale.ROOT, "%.0f s", estimate.seconds().getAsDouble())
                : "time unknown";
        return "estimated " + tokens + ", " + cost(estimate.cost()) + ", " + seconds + " by " + estimate.basis()
                + "; took " + tokens(event.spending()) + ", "
                + cost(event.spending().cost())
                + String.format(Locale.ROOT, ", %.0f s", event.seconds());
    }

    private static String cost(Optional<Money> cost) {
        return cost.map(Money::words).orElse("price unknown");
    }

    /// `1200 tokens`, and of how many answers they are unknown.
    static String tokens(Spending spending) {
        long told = spending.usage().in() + spending.usage().out();
        if (spending.untold() == 0) {
            return told + " tokens";
        }
        String untold = spending.untold() == 1 ? "1 answer" : spending.untold() + " answers";
        return told == 0 ? "tokens unknown" : told + " tokens and those of " + untold + " that are unknown";
    }

    /// `0.62 [0.56 0.68]`, or that nothing could be decided.
    static String interval(Measured measured) {
        return !measured.determined()
                ? "undetermined"
                : number(measured.score()) + " [" + number(measured.low()) + " " + number(measured.high()) + "]";
    }

    private static String score(Measured measured) {
        return measured.determined() ? number(measured.score()) : "undetermined";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
