package dev.didact.shell.report;

import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent.Finished;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.shell.report.Page.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What happened, in plain words, before any figure.
///
/// @param title what the report is about
/// @param runs which runs it shows
/// @param lead the result in one line
/// @param others what the other arms did; empty where there are none
/// @param facts what the line rests on
record Headline(String title, String runs, String lead, String others, List<Fact> facts) {
    private static final String NO_SIGNAL =
            "nothing. The model hears only itself: what is accepted is what it believes, not what is known to be true.";

    static Headline of(List<Arm> arms) {
        Arm first = arms.getFirst();
        return new Headline(
                first.summary().recipe(),
                arms.stream()
                        .map(arm -> "run " + arm.summary().run() + (arms.size() > 1 ? " " + arm.name() : ""))
                        .collect(Collectors.joining(" · ")),
                lead(first),
                others(arms.subList(1, arms.size())),
                facts(first, arms));
    }

    private static String lead(Arm arm) {
        Optional<Measured> base = arm.base();
        Optional<Measured> end = arm.end();
        String told = arm.finished().isPresent() ? "" : "So far: ";
        if (base.isEmpty() || end.isEmpty()) {
            return told + arm.name() + " had " + Figures.count(arm.accepted()) + " of "
                    + Figures.counted(arm.generated(), "sample") + " accepted. Nothing was measured on a held-out set.";
        }
        String from = Figures.percent(base.get().score());
        String to = Figures.percent(end.get().score());
        String rounds = " in " + Figures.counted(arm.learned(), "round") + ".";
        String subject = "the held-out score of " + arm.name();
        return told
                + sentence(
                        told,
                        switch (change(base.get(), end.get())) {
                            case ROSE -> subject + " rose from " + from + " to " + to + rounds;
                            case FELL -> subject + " fell from " + from + " to " + to + rounds;
                            case UNCLEAR ->
                                subject + " was " + from + " at the base and " + to + " after "
                                        + Figures.counted(arm.learned(), "round")
                                        + ". The two 95\u00a0% intervals overlap: no change is shown.";
                        });
    }

    private static String sentence(String told, String text) {
        return told.isEmpty() ? "T" + text.substring(1) : text;
    }

    private enum Change {
        ROSE,
        FELL,
        UNCLEAR
    }

    private static Change change(Measured base, Measured end) {
        if (end.low() > base.high()) {
            return Change.ROSE;
        }
        return end.high() < base.low() ? Change.FELL : Change.UNCLEAR;
    }

    private static String others(List<Arm> arms) {
        List<String> ends = arms.stream()
                .map(arm -> arm.name() + " "
                        + arm.end()
                                .map(end -> "at " + Figures.percent(end.score()))
                                .orElse("without a measure"))
                .toList();
        if (ends.isEmpty()) {
            return "";
        }
        String last = ends.getLast();
        String before = String.join(", ", ends.subList(0, ends.size() - 1));
        return (ends.size() == 1 ? "For comparison, the other arm ended: " : "For comparison, the other arms ended: ")
                + (before.isEmpty() ? last : before + " and " + last) + ".";
    }

    private static List<Fact> facts(Arm arm, List<Arm> arms) {
        var facts = new ArrayList<Fact>();
        arm.base().ifPresent(base -> facts.add(new Fact("At the base", measured(base))));
        arm.end()
                .ifPresent(end -> facts.add(new Fact(
                        arm.finished().isPresent() ? "At the end" : "So far", measured(end) + best(arm, end))));
        facts.add(new Fact("From outside the model", signals(arms)));
        facts.add(new Fact("How it ended", ended(arm)));
        return facts;
    }

    /// What comes from outside the model, told once for the arms that share it.
    private static String signals(List<Arm> arms) {
        var holders = new LinkedHashMap<List<String>, List<String>>();
        arms.forEach(arm -> holders.computeIfAbsent(arm.view().signals(), _ -> new ArrayList<>())
                .add(arm.name()));
        return holders.entrySet().stream()
                .map(entry -> (holders.size() == 1 ? "" : String.join(", ", entry.getValue()) + ": ")
                        + (entry.getKey().isEmpty() ? NO_SIGNAL : String.join("; ", entry.getKey()) + "."))
                .collect(Collectors.joining("\n"));
    }

    private static String measured(Measured found) {
        return Figures.percent(found.score()) + " " + found.metric() + " of "
                + Figures.counted(found.n(), "held-out item") + ", 95\u00a0% interval " + Figures.interval(found)
                + (found.abstained() == 0 ? "" : ", " + Figures.count(found.abstained()) + " declined to answer")
                + (found.ungraded() == 0 ? "" : ", " + Figures.count(found.ungraded()) + " could not be graded");
    }

    private static String best(Arm arm, Measured end) {
        return arm.best()
                .filter(round -> round.heldOut().orElseThrow().score() > end.score())
                .map(Headline::bestRound)
                .orElse("");
    }

    private static String bestRound(RoundFinished round) {
        return "; best " + Figures.percent(round.heldOut().orElseThrow().score()) + " in round " + round.round()
                + (round.rolledBack() ? ", which was rolled back" : "");
    }

    private static String ended(Arm arm) {
        return arm.finished()
                .map(Headline::ended)
                .orElseGet(() -> "it goes on; this is what was there when the report was written.");
    }

    private static String ended(Finished finished) {
        String advice = finished.advice().isEmpty() ? "" : " " + finished.advice();
        return finished.status().word() + " (" + finished.reason() + ")." + advice;
    }
}
