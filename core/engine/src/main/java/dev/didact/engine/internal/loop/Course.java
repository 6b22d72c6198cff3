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
import java.util.Set;
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
    /// What happens to a sample that no step behind took and that is not at an end.
    private static final Verdict NOT_TAKEN = new Verdict.Rejected("not-taken");

    /// Why a step did not take what it was offered: its columns have other values.
    private static final String WHEN = "when";

    private final Bench bench;
    private final Route route;
    private final Given root;
    private final int number;
    private final Map<String, Given> items = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Map<String, Stage> stages = new HashMap<>();

    /// @param number the item's place in the order of items
    Course(Bench bench, Route route, Given root, int number) {
        this.bench = bench;
        this.route = route;
        this.root = root;
        this.number = number;
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

    /// What a step takes.
    ///
    /// @param byItem what there is to do, by item
    /// @param offered how many items or samples it was offered
    /// @param left how many of them it left, because their columns have other values
    private record Taken(List<List<Attempts.Lane>> byItem, long offered, long left) {}

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
        List<Fault> faults = new ArrayList<>();
        Taken taken = step.generate().isPresent() ? takenItems(step, faults) : takenSamples(step);
        List<List<Attempts.Lane>> byItem = taken.byItem;
        Attempts.Outcome outcome = through(step, calls, byItem);
        faults.addAll(outcome.faults());
        List<Passing> seen = outcome.samples();
        List<Worked.Pair> pairs = List.of();
        if (step.select().isPresent()) {
            var selection = new Selection(step.id(), step.select().get(), route);
            Optional<Recipe.Pairs> rule = step.select().get().pairs();
            pairs = rule.isPresent() ? selection.pairs(rule.get(), seen) : List.of();
            seen = rule.isPresent() ? seen : selection.chosen(seen);
        }
        Map<String, Long> dropped = step.pairs().isPresent() ? new TreeMap<>() : dropped(seen);
        if (taken.left > 0) {
            dropped.put(WHEN, taken.left);
        }
        long out = step.pairs().isPresent()
                ? pairs.size()
                : seen.stream().filter(Passing::accepted).count();
        return new Stage(
                seen,
                pairs,
                faults,
                new StepCount(step.id(), taken.offered, outcome.made(), out, dropped, faults.size(), calls.spending()));
    }

    private Attempts.Outcome through(StepPlan step, Steps calls, List<List<Attempts.Lane>> byItem)
            throws InterruptedException {
        Optional<Ordered> ordered = Optional.ofNullable(bench.ordered().get(step.id()));
        var groups = new Turns(0);
        Together.Part<Attempts.Outcome> part = group -> {
            Optional<Ordered.Turn> turn = ordered.map(in -> new Ordered.Turn(in, number, groups, group));
            try {
                return new Attempts(step, route, bench.maker(calls), bench.marking(calls, turn))
                        .through(byItem.get(group));
            } finally {
                turn.ifPresent(Ordered.Turn::end);
            }
        };
        List<Attempts.Outcome> outcomes = byItem.size() == 1 ? List.of(part.run(0)) : Together.all(byItem.size(), part);
        ordered.ifPresent(in -> in.turns().leave(number));
        return Attempts.Outcome.sum(outcomes);
    }

    private Taken takenItems(StepPlan step, List<Fault> faults) {
        List<Given> all = items(step);
        List<Given> fit = all.stream()
                .filter(item -> isTaken(step, item.item().columns()))
                .toList();
        fit.forEach(item -> item.parent().ifPresent(parent -> used.add(parent.id())));
        return new Taken(
                fit.stream()
                        .filter(item -> isWhole(step, item, faults))
                        .map(item -> lanes(step, item))
                        .toList(),
                all.size(),
                all.size() - fit.size());
    }

    private Taken takenSamples(StepPlan step) {
        List<Passing> all = samples(step);
        List<Passing> fit =
                all.stream().filter(sample -> isTaken(step, columns(sample))).toList();
        return new Taken(lanes(fit), all.size(), all.size() - fit.size());
    }

    private static Map<String, Long> dropped(List<Passing> seen) {
        Map<String, Long> dropped = new TreeMap<>();
        for (Passing sample : seen) {
            switch (sample.verdict()) {
                case Verdict.Accepted _ -> {}
                case Verdict.Rejected(String criterion) -> dropped.merge(criterion, 1L, Long::sum);
                case Verdict.Quarantined(String rule) -> dropped.merge(rule, 1L, Long::sum);
            }
        }
        return dropped;
    }

    private List<Attempts.Lane> lanes(StepPlan step, Given item) {
        int perItem =
                bench.setting().measuring() ? 1 : step.generate().orElseThrow().perItem();
        return IntStream.range(0, perItem)
                .mapToObj(i -> new Attempts.Lane(step, item, i, List.of()))
                .toList();
    }

    /// The items that a step may make samples of; one that comes several ways is one.
    private List<Given> items(StepPlan step) {
        Map<String, Given> found = new LinkedHashMap<>();
        for (String from : step.from()) {
            if (route.isStep(from)) {
                of(from).out().forEach(sample -> found.putIfAbsent(sample.id(), item(sample)));
            } else if (from.equals(bench.source())) {
                found.put(from, root);
            }
        }
        return List.copyOf(found.values());
    }

    /// Whether an item has not grown too long on its way; if it has, that is a fault.
    private static boolean isWhole(StepPlan step, Given item, List<Fault> faults) {
        if (item.parent().isEmpty() || item.length() <= SourcePlan.LONGEST_ITEM) {
            return true;
        }
        faults.add(new Fault(
                Fault.Kind.MISSING_INPUT,
                "item '" + item.item().id() + "' has grown to " + item.length() + " characters on its way to step '"
                        + step.id() + "'; at most " + SourcePlan.LONGEST_ITEM + " are kept"));
        return false;
    }

    private Given item(Passing sample) {
        return items.computeIfAbsent(sample.id(), _ -> Given.of(sample, bench.source()));
    }

    /// The samples that a step may take; a step that makes pairs those too that were rejected.
    private List<Passing> samples(StepPlan step) {
        Map<String, Passing> samples = new LinkedHashMap<>();
        for (String from : step.from()) {
            (step.pairs().isPresent() ? of(from).seen : of(from).out())
                    .forEach(sample -> samples.merge(sample.id(), sample, Course::both));
        }
        return List.copyOf(samples.values());
    }

    /// Samples by item and by what made them.
    private List<List<Attempts.Lane>> lanes(List<Passing> samples) {
        Map<String, Map<String, List<Passing>>> grouped = samples.stream()
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
        for (StepPlan step : route.steps()) {
            if (step.pairs().isEmpty()) {
                for (Passing sample : of(step.id()).seen) {
                    standing.merge(sample.id(), sample, Course::both);
                    if (sample.accepted() && route.isEnd(step.id())) {
                        used.add(sample.id());
                    }
                }
            }
        }
        Map<String, List<Passing>> byItem = standing.values().stream()
                .map(sample -> decided(sample, used.contains(sample.id())))
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
