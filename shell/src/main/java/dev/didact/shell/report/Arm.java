package dev.didact.shell.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent.Finished;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.RunSummary;
import dev.didact.engine.RunView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run as the report speaks of it, read once, so that all parts of the page tell of the same moment.
///
/// @param place its place in the report, from 0; gives its colour
/// @param name what it is called: the arm, or the recipe where it has no arm, with the run's number where two are alike
/// @param view the run
/// @param summary the run in a line
/// @param rounds its finished rounds
/// @param finished how it ended; empty while it goes on
record Arm(
        int place,
        String name,
        RunView view,
        RunSummary summary,
        List<RoundFinished> rounds,
        Optional<Finished> finished) {
    /// How many colours there are; a ninth arm has that of the first.
    private static final int PAINTS = 8;

    static List<Arm> of(List<RunView> runs) {
        List<RunSummary> summaries = runs.stream().map(RunView::summary).toList();
        Map<String, Long> alike = summaries.stream().collect(groupingBy(Arm::bareName, counting()));
        var arms = new ArrayList<Arm>();
        for (RunView view : runs) {
            RunSummary summary = summaries.get(arms.size());
            String bare = bareName(summary);
            String name = alike.getOrDefault(bare, 1L) == 1 ? bare : bare + " (run " + summary.run() + ")";
            arms.add(new Arm(arms.size(), name, view, summary, List.copyOf(view.rounds()), view.finished()));
        }
        return List.copyOf(arms);
    }

    private static String bareName(RunSummary summary) {
        return summary.arm().isEmpty() ? summary.recipe() : summary.arm();
    }

    /// Name of its colour in the style sheet.
    String paint() {
        return "p" + place % PAINTS;
    }

    /// What the first measure found before anything was learned from samples.
    Optional<Measured> base() {
        return finished.flatMap(end -> end.measures().stream().findFirst())
                .map(measure -> measure.first())
                .or(() -> rounds.stream()
                        .filter(round -> round.round() == 0)
                        .findFirst()
                        .flatMap(RoundFinished::heldOut));
    }

    /// What the first measure found of the kept student.
    Optional<Measured> end() {
        return finished.flatMap(end -> end.measures().stream().findFirst())
                .map(measure -> measure.last())
                .or(() -> rounds.reversed().stream()
                        .filter(round -> !round.rolledBack())
                        .findFirst()
                        .flatMap(RoundFinished::heldOut));
    }

    /// The round with the highest held-out score, the earliest where several have it.
    Optional<RoundFinished> best() {
        return rounds.stream()
                .filter(round -> round.heldOut().isPresent())
                .max(Comparator.comparingDouble((RoundFinished round) ->
                                round.heldOut().orElseThrow().score())
                        .thenComparing(RoundFinished::round, Comparator.reverseOrder()));
    }

    /// Rounds of learning, the base not counted.
    long learned() {
        return rounds.stream().filter(round -> round.round() > 0).count();
    }

    long generated() {
        return rounds.stream().mapToLong(RoundFinished::generated).sum();
    }

    long accepted() {
        return rounds.stream().mapToLong(RoundFinished::accepted).sum();
    }

    double seconds() {
        return finished.map(Finished::seconds)
                .orElseGet(() ->
                        rounds.stream().mapToDouble(RoundFinished::seconds).sum());
    }
}
