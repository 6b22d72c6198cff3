package dev.didact.shell.report;

import dev.didact.engine.Comparison;
import dev.didact.engine.RunSummary;
import dev.didact.engine.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// All that a report shows, as texts in the order of the page.
///
/// @param headline what happened, in words
/// @param alarms what looked unhealthy
/// @param curves the learning curve, for a wide and for a narrow screen; none where nothing was measured
/// @param arms the arms side by side
/// @param differences what the measures differ by at the end
/// @param tables the rounds of each arm
/// @param examples samples of each arm with their reasons
/// @param runs names of the compared arms, the heads of `settings`
/// @param settings the settings that differ
/// @param recipes each arm's recipe as it was resolved, alike ones once
/// @param environment what the runs were made with
/// @param notes how to read it
record Page(
        Headline headline,
        List<Warning> alarms,
        List<Curve> curves,
        List<ArmRow> arms,
        List<DifferenceRow> differences,
        List<RoundTable> tables,
        List<Examples> examples,
        List<String> runs,
        List<Comparison.Setting> settings,
        List<Fact> recipes,
        List<Fact> environment,
        List<Fact> notes) {

    /// A text under its heading.
    ///
    /// @param term the heading
    /// @param text the text
    record Fact(String term, String text) {}

    static Page of(List<RunView> runs, Optional<Comparison> comparison) {
        List<Arm> arms = Arm.of(runs);
        List<Examples> examples = arms.stream().map(Examples::of).toList();
        return new Page(
                Headline.of(arms),
                Warning.of(arms),
                Stream.of(Frame.WIDE, Frame.NARROW)
                        .flatMap(frame -> Curve.of(arms, frame).stream())
                        .toList(),
                arms.stream().map(ArmRow::of).toList(),
                comparison.stream()
                        .flatMap(found -> found.measures().stream())
                        .map(difference -> DifferenceRow.of(difference, arms))
                        .toList(),
                arms.stream().map(RoundTable::of).toList(),
                examples,
                comparison.stream()
                        .flatMap(found -> found.runs().stream())
                        .map(RunSummary::run)
                        .map(run -> name(run, arms))
                        .toList(),
                comparison.map(Comparison::settings).orElse(List.of()),
                alike(
                        arms,
                        arm -> Map.of("Recipe as it was resolved", arm.view().recipe())),
                alike(arms, arm -> arm.view().environment()),
                Notes.of(arms, examples));
    }

    /// What the report calls a run.
    static String name(int run, List<Arm> arms) {
        return arms.stream()
                .filter(arm -> arm.summary().run() == run)
                .findFirst()
                .map(Arm::name)
                .orElse("run " + run);
    }

    /// The named texts of all arms in the order of their names; where they are not the same in all of them, one for
    /// each text, with the arms that have it.
    private static List<Fact> alike(List<Arm> arms, Function<Arm, Map<String, String>> texts) {
        var facts = new ArrayList<Fact>();
        List<Map<String, String>> all = arms.stream().map(texts).toList();
        var names = new TreeSet<String>();
        all.forEach(each -> names.addAll(each.keySet()));
        for (String name : names) {
            var holders = new LinkedHashMap<String, List<String>>();
            for (Arm arm : arms) {
                Optional.ofNullable(all.get(arm.place()).get(name))
                        .ifPresent(text -> holders.computeIfAbsent(text, _ -> new ArrayList<>())
                                .add(arm.name()));
            }
            boolean shared =
                    holders.size() == 1 && holders.values().iterator().next().size() == arms.size();
            holders.forEach((text, who) ->
                    facts.add(new Fact(shared ? name : name + " (" + String.join(", ", who) + ")", text)));
        }
        return facts;
    }
}
