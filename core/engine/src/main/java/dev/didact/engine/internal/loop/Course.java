package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The way of one item through the steps. Steps that do not take from each other go on at the same time; one that does
/// waits until the other is done with this item. Other items have ways of their own, so that no step is waited for by
/// all.
///
/// A sample that several steps look at is one sample: it is accepted if it comes out of one of the steps at which
/// samples end or others are made from them, and else not for the first reason there was.
final class Course {
    /// What happens to a sample that no step behind took, because its columns have other values.
    private static final Verdict NOT_TAKEN = new Verdict.Rejected("when");

    private final Bench bench;
    private final Route route;
    private final Given root;
    private final Map<String, Given> items = new ConcurrentHashMap<>();
    private final Map<String, Stage> stages = new HashMap<>();

    Course(Bench bench, Route route, Given root) {
        this.bench = bench;
        this.route = route;
        this.root = root;
    }

    /// What one step did.
    ///
    /// @param seen all samples that it took or made
    /// @param pairs pairs of them
    /// @param faults why attempts made no sample
    /// @param count what went in and what became of it
    private record Stage(List<Passing> seen, List<Worked.Pair> pairs, List<Fault> faults, StepCount count) {
        List<Passing> out() {
            return seen.stream().filter(Passing::accepted).toList();
        }
    }

    /// All that comes of the item.
    ///
    /// @param item the item with its key
    Worked worked(Item item) throws InterruptedException {
        for (List<StepPlan> wave : route.waves()) {
            List<Stage> done = wave.size() == 1
                    ? List.of(stage(wave.getFirst()))
                    : Together.all(wave.size(), i -> stage(wave.get(i)));
            for (int i = 0; i < done.size(); i++) {
                stages.put(wave.get(i).id(), done.get(i));
            }
        }
        List<Stage> inOrder = route.steps().stream().map(step -> of(step.id())).toList();
        return new Worked(
                bench.source(),
                item,
                made(),
                inOrder.stream().flatMap(stage -> stage.pairs.stream()).toList(),
                inOrder.stream().flatMap(stage -> stage.faults.stream()).toList(),
                inOrder.stream().map(Stage::count).toList());
    }

    private Stage of(String step) {
        return Optional.ofNullable(stages.get(step)).orElseThrow();
    }

    private Stage stage(StepPlan step) throws InterruptedException {
        Steps calls = bench.calls();
        var attempts = new Attempts(step, route, bench.maker(calls), bench.marking(calls));
        List<Fault> faults = new ArrayList<>();
        List<List<Attempts.Lane>> byItem = step.generate().isPresent()
                ? items(step, faults).stream().map(item -> lanes(step, item)).toList()
                : given(step);
        Attempts.Outcome outcome = Attempts.Outcome.sum(
                byItem.size() == 1
                        ? List.of(attempts.through(byItem.getFirst()))
                        : Together.all(byItem.size(), i -> attempts.through(byItem.get(i))));
        faults.addAll(outcome.faults());
        List<Passing> seen = outcome.samples();
        List<Worked.Pair> pairs = List.of();
        if (step.select().isPresent()) {
            var selection = new Selection(step.id(), step.select().get(), route);
            Optional<Recipe.Pairs> rule = step.select().get().pairs();
            pairs = rule.isPresent() ? selection.pairs(rule.get(), seen) : List.of();
            seen = rule.isPresent() ? seen : selection.chosen(seen);
        }
        long in = step.generate().isPresent() ? byItem.size() : seen.size() - outcome.made();
        return new Stage(seen, pairs, faults, count(step, in, outcome.made(), seen, pairs, faults, calls));
    }

    private static StepCount count(
            StepPlan step,
            long in,
            long made,
            List<Passing> seen,
            List<Worked.Pair> pairs,
            List<Fault> faults,
            Steps calls) {
        boolean choosesPairs = step.select().flatMap(Recipe.Select::pairs).isPresent();
        Map<String, Long> dropped = new TreeMap<>();
        for (Passing sample : choosesPairs ? List.<Passing>of() : seen) {
            switch (sample.verdict()) {
                case Verdict.Accepted _ -> {}
                case Verdict.Rejected(String criterion) -> dropped.merge(criterion, 1L, Long::sum);
                case Verdict.Quarantined(String rule) -> dropped.merge(rule, 1L, Long::sum);
            }
        }
        long out = choosesPairs
                ? pairs.size()
                : seen.stream().filter(Passing::accepted).count();
        return new StepCount(step.id(), in, made, out, dropped, faults.size(), calls.usage());
    }

    private List<Attempts.Lane> lanes(StepPlan step, Given item) {
        int perItem =
                bench.setting().measuring() ? 1 : step.generate().orElseThrow().perItem();
        return IntStream.range(0, perItem)
                .mapToObj(i -> new Attempts.Lane(step, item, i, List.of()))
                .toList();
    }

    /// The items that a step makes samples of.
    private List<Given> items(StepPlan step, List<Fault> faults) {
        List<Given> taken = new ArrayList<>();
        for (String from : step.from()) {
            if (route.isStep(from)) {
                of(from).out().forEach(sample -> taken.add(item(sample)));
            } else if (from.equals(bench.source())) {
                taken.add(root);
            }
        }
        taken.removeIf(item -> !isTaken(step, item.item().columns()));
        taken.removeIf(item -> {
            boolean long_ = item.parent().isPresent() && item.length() > SourcePlan.LONGEST_ITEM;
            if (long_) {
                faults.add(new Fault(
                        Fault.Kind.MISSING_INPUT,
                        "item '" + item.item().id() + "' has grown to " + item.length()
                                + " characters on its way to step '" + step.id() + "'; at most "
                                + SourcePlan.LONGEST_ITEM + " are kept"));
            }
            return long_;
        });
        return taken;
    }

    private Given item(Passing sample) {
        return items.computeIfAbsent(sample.id(), _ -> Given.of(sample, bench.source()));
    }

    /// The samples that a step takes, by item and by what made them.
    private List<List<Attempts.Lane>> given(StepPlan step) {
        Map<String, Passing> taken = new LinkedHashMap<>();
        for (String from : step.from()) {
            List<Passing> samples =
                    step.select().flatMap(Recipe.Select::pairs).isPresent() ? of(from).seen : of(from).out();
            samples.stream()
                    .filter(sample -> isTaken(step, columns(sample)))
                    .forEach(sample -> taken.merge(sample.id(), sample, Course::both));
        }
        Map<String, Map<String, List<Passing>>> grouped = taken.values().stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.from().item().id(),
                        LinkedHashMap::new,
                        Collectors.groupingBy(
                                sample -> sample.step() + " " + sample.sampleIndex() + " " + sample.attempt(),
                                LinkedHashMap::new,
                                Collectors.toList())));
        return grouped.values().stream()
                .map(lanes -> lanes.values().stream().map(this::lane).toList())
                .toList();
    }

    private Attempts.Lane lane(List<Passing> given) {
        Passing first = given.getFirst();
        return new Attempts.Lane(route.step(first.step()), first.from(), first.sampleIndex(), given);
    }

    private static Map<String, String> columns(Passing sample) {
        Map<String, String> columns = new HashMap<>(sample.from().item().columns());
        columns.putAll(sample.sample().columns());
        return columns;
    }

    private static boolean isTaken(StepPlan step, Map<String, String> columns) {
        return step.when().entrySet().stream()
                .allMatch(when -> when.getValue().contains(columns.getOrDefault(when.getKey(), "")));
    }

    /// A sample that came two ways, with what was said of it on both.
    private static Passing both(Passing one, Passing other) {
        var said = one.grade().criteria().stream().map(Grade.Entry::criterion).collect(Collectors.toSet());
        return one.graded(
                other.grade().criteria().stream()
                        .filter(entry -> !said.contains(entry.criterion()))
                        .toList(),
                one.accepted() ? other.verdict() : one.verdict());
    }

    /// The samples by the item that they were made of, each as it stands after all steps.
    private List<Worked.OfItem> made() {
        Map<String, Passing> standing = new LinkedHashMap<>();
        Map<String, Boolean> used = new HashMap<>();
        for (StepPlan step : route.steps()) {
            if (step.select().flatMap(Recipe.Select::pairs).isEmpty()) {
                for (Passing sample : of(step.id()).seen) {
                    standing.merge(sample.id(), sample, Course::both);
                    used.merge(sample.id(), sample.accepted() && route.isUsed(step.id()), Boolean::logicalOr);
                }
            }
        }
        Map<String, List<Passing>> byItem = standing.values().stream()
                .map(sample -> decided(sample, used.getOrDefault(sample.id(), false)))
                .collect(Collectors.groupingBy(
                        sample -> sample.from().item().id(), LinkedHashMap::new, Collectors.toList()));
        return byItem.values().stream()
                .map(of -> new Worked.OfItem(
                        of.getFirst().from().item(),
                        of.getFirst().from().parent().map(Passing::id),
                        of.stream().map(Passing::arrived).toList()))
                .toList();
    }

    private static Passing decided(Passing sample, boolean used) {
        if (used) {
            return sample.accepted() ? sample : sample.with(new Verdict.Accepted());
        }
        return sample.accepted() ? sample.with(NOT_TAKEN) : sample;
    }
}
