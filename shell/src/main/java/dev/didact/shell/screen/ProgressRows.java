package dev.didact.shell.screen;

import dev.didact.shell.command.RunProgress;
import dev.didact.shell.output.DisplayWidth;
import dev.didact.shell.output.Printable;
import dev.didact.shell.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The status rows: always [#COUNT] of them while a run goes on, so that the screen does not jump. One run has its bar,
/// its held-out curve and its last round; several runs have a bar each.
final class ProgressRows {
    static final int COUNT = 3;
    private static final int BAR = 24;

    private ProgressRows() {}

    /// The rows for the runs that go on; none for no run.
    static List<String> of(List<RunProgress> runs, int width, Style style) {
        if (runs.isEmpty()) {
            return List.of();
        }
        List<String> rows = new ArrayList<>();
        if (runs.size() == 1) {
            RunProgress run = runs.getFirst();
            rows.add(bar(run, style));
            rows.add(curve(run, style));
            rows.add(lastRound(run));
        } else {
            int from = Math.max(0, runs.size() - COUNT);
            runs.subList(from, runs.size()).forEach(run -> rows.add(bar(run, style)));
            while (rows.size() < COUNT) {
                rows.add("");
            }
        }
        return rows.stream()
                .map(row -> DisplayWidth.cut(row, width - 1, style.ellipsis()))
                .toList();
    }

    private static String bar(RunProgress run, Style style) {
        String head = " " + Printable.of(run.title()) + "   " + Printable.of(run.stage()) + "   ";
        if (run.total() <= 0) {
            return head + run.done();
        }
        int full = (int) Math.min(BAR, run.done() * BAR / run.total());
        String bar = (style.ascii() ? "#" : "█").repeat(full) + (style.ascii() ? "." : "░").repeat(BAR - full);
        return head + "[" + bar + "] " + run.done() + "/" + run.total();
    }

    private static String curve(RunProgress run, Style style) {
        List<RunProgress.Score> scores =
                run.rounds().stream().flatMap(round -> round.heldOut().stream()).toList();
        if (scores.isEmpty()) {
            return " held-out  none yet";
        }
        RunProgress.Score last = scores.getLast();
        List<Double> values = scores.stream().map(RunProgress.Score::score).toList();
        return " held-out  " + Sparkline.of(values, 40, style.ascii())
                + String.format(Locale.ROOT, "  %.2f [%.2f %.2f]", last.score(), last.low(), last.high());
    }

    private static String lastRound(RunProgress run) {
        if (run.rounds().isEmpty()) {
            return " no round finished yet";
        }
        RunProgress.Round last = run.rounds().getLast();
        return " round " + last.number() + "  generated " + last.generated() + "  accepted " + last.accepted()
                + "  rejected " + last.rejected() + "  quarantined " + last.quarantined() + "  ungraded "
                + last.ungraded();
    }
}
