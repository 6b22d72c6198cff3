package dev.didact.shell.report;

import dev.didact.engine.Measured;
import dev.didact.engine.Measured.AtLevel;
import dev.didact.engine.RunEvent.RoundFinished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The rounds of one arm: what was made of the samples, why samples were refused, how the held-out score stands at each
/// level.
///
/// @param arm the arm's name
/// @param paint the arm's colour
/// @param open whether it is shown without asking
/// @param failing whether any job failed
/// @param further ids of the measures after the first
/// @param rows one for each round
/// @param refusedIn the rounds in which anything was refused, the heads of `reasons`
/// @param reasons one for each reason, the commonest first
/// @param levels the measured levels, the heads of `atLevels`
/// @param atLevels one for each measured round
record RoundTable(
        String arm,
        String paint,
        boolean open,
        boolean failing,
        List<String> further,
        List<Row> rows,
        List<Integer> refusedIn,
        List<Reason> reasons,
        List<Integer> levels,
        List<LevelRow> atLevels) {
    /// A round.
    ///
    /// @param round its number
    /// @param level levels of the sources
    /// @param generated samples made
    /// @param accepted of these, accepted
    /// @param acceptedShare their share
    /// @param rejected of these, rejected
    /// @param quarantined of these, quarantined
    /// @param ungraded of these, with a criterion that could not be graded
    /// @param undecided of these, with a claim that the method could not tell
    /// @param failed jobs that made no sample
    /// @param heldOut held-out score
    /// @param interval its 95 % interval
    /// @param further scores of the other measures
    /// @param coverage share of the items with an accepted sample
    /// @param novelty share of the accepted samples that are new
    /// @param rolledBack whether the round was given up
    /// @param alarms names of the alarms raised
    /// @param seconds how long it took
    record Row(
            String round,
            String level,
            String generated,
            String accepted,
            String acceptedShare,
            String rejected,
            String quarantined,
            String ungraded,
            String undecided,
            String failed,
            String heldOut,
            String interval,
            List<String> further,
            String coverage,
            String novelty,
            boolean rolledBack,
            String alarms,
            String seconds) {}

    /// A criterion or rule and how many samples it refused.
    ///
    /// @param name the criterion or rule
    /// @param counts one for each round of `refusedIn`
    /// @param total all of them
    /// @param share their share of all samples made
    record Reason(String name, List<String> counts, String total, String share) {}

    /// The held-out score of one round at each level.
    ///
    /// @param round the round
    /// @param cells one for each level
    record LevelRow(String round, List<Cell> cells) {}

    /// A score and how deep it is coloured.
    ///
    /// @param text the score
    /// @param heat name of the colour, `h0` to `h10`; empty where nothing was measured
    record Cell(String text, String heat) {}

    static RoundTable of(Arm arm) {
        List<RoundFinished> rounds = arm.rounds();
        List<String> further = rounds.stream()
                .flatMap(round -> round.measures().stream().skip(1))
                .map(Measured::id)
                .distinct()
                .toList();
        List<RoundFinished> refusing =
                rounds.stream().filter(round -> !round.reasons().isEmpty()).toList();
        var levels = new TreeSet<Integer>();
        rounds.forEach(round -> round.heldOut()
                .ifPresent(found -> found.byLevel().stream().map(AtLevel::level).forEach(levels::add)));
        return new RoundTable(
                arm.name(),
                arm.paint(),
                arm.place() == 0,
                rounds.stream().anyMatch(round -> round.failed() > 0),
                further,
                rounds.stream().map(round -> row(round, further)).toList(),
                refusing.stream().map(RoundFinished::round).toList(),
                reasons(refusing, arm.generated()),
                List.copyOf(levels),
                rounds.stream()
                        .filter(round -> round.heldOut().isPresent() && !levels.isEmpty())
                        .map(round -> new LevelRow(
                                name(round),
                                levels.stream()
                                        .map(level -> cell(round.heldOut().orElseThrow(), level))
                                        .toList()))
                        .toList());
    }

    private static Row row(RoundFinished round, List<String> further) {
        boolean made = round.generated() > 0;
        return new Row(
                name(round),
                levels(round.levels()),
                made ? Figures.count(round.generated()) : Figures.NONE,
                made ? Figures.count(round.accepted()) : Figures.NONE,
                made ? Figures.percent((double) round.accepted() / round.generated()) : "",
                made ? Figures.count(round.rejected()) : Figures.NONE,
                made ? Figures.count(round.quarantined()) : Figures.NONE,
                made ? Figures.count(round.ungraded()) : Figures.NONE,
                made ? Figures.count(round.undecided()) : Figures.NONE,
                made || round.failed() > 0 ? Figures.count(round.failed()) : Figures.NONE,
                round.heldOut().map(found -> Figures.percent(found.score())).orElse(Figures.NONE),
                round.heldOut().map(Figures::interval).orElse(""),
                further.stream()
                        .map(id -> round.measures().stream()
                                .filter(found -> found.id().equals(id))
                                .findFirst()
                                .map(found -> Figures.percent(found.score()))
                                .orElse(Figures.NONE))
                        .toList(),
                made ? Figures.percent(round.coverage()) : Figures.NONE,
                made ? Figures.percent(round.novelty()) : Figures.NONE,
                round.rolledBack(),
                round.health().stream().map(alarm -> alarm.alarm()).collect(Collectors.joining(", ")),
                Figures.seconds(round.seconds()));
    }

    private static String name(RoundFinished round) {
        return round.round() == 0 ? "base" : String.valueOf(round.round());
    }

    private static String levels(Map<String, Integer> levels) {
        if (levels.isEmpty()) {
            return Figures.NONE;
        }
        return levels.size() == 1
                ? String.valueOf(levels.values().iterator().next())
                : new TreeMap<>(levels)
                        .entrySet().stream()
                                .map(level -> level.getKey() + " " + level.getValue())
                                .collect(Collectors.joining(", "));
    }

    private static List<Reason> reasons(List<RoundFinished> rounds, long generated) {
        var totals = new TreeMap<String, Long>();
        rounds.forEach(round -> round.reasons().forEach((name, count) -> totals.merge(name, count, Long::sum)));
        var reasons = new ArrayList<Reason>();
        totals.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(total -> reasons.add(new Reason(
                        total.getKey(),
                        rounds.stream()
                                .map(round -> round.reasons().getOrDefault(total.getKey(), 0L))
                                .map(Figures::count)
                                .toList(),
                        Figures.count(total.getValue()),
                        Figures.percent((double) total.getValue() / generated))));
        return reasons;
    }

    private static Cell cell(Measured found, int level) {
        return found.byLevel().stream()
                .filter(at -> at.level() == level)
                .findFirst()
                .map(at -> new Cell(
                        Figures.percent(at.score()),
                        "h" + Math.round(10 * Math.clamp(Double.isNaN(at.score()) ? 0 : at.score(), 0.0, 1.0))))
                .orElse(new Cell(Figures.NONE, ""));
    }
}
