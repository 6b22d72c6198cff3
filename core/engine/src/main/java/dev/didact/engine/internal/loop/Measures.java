package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.statistics.Interval;
import dev.didact.engine.internal.statistics.PairedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Measures the student on items that nothing else of the run sees: the likeliest answer to each, graded with the key
/// at hand.
final class Measures {
    /// How many items are under way at once.
    private static final int AT_ONCE = 512;

    private final RunPlan plan;
    private final Models models;
    private final Calls calls;
    private final RunEnvironment environment;
    private final Consumer<RunEvent> listener;

    Measures(RunPlan plan, Models models, Calls calls, RunEnvironment environment, Consumer<RunEvent> listener) {
        this.plan = plan;
        this.models = models;
        this.calls = calls;
        this.environment = environment;
        this.listener = listener;
    }

    /// What all measures found.
    ///
    /// @param measured the shares, in the order of the recipe
    /// @param items ids of the items, for each measure
    /// @param outcomes item by item, for each measure
    /// @param fell ids of the measures that are lower than before, and not by chance
    /// @param mustNotFallFell whether one of them must not fall
    /// @param lost what could not be read of their items
    record Found(
            List<Measured> measured,
            Map<String, List<String>> items,
            Map<String, String> outcomes,
            List<String> fell,
            boolean mustNotFallFell,
            List<Fault> lost) {}

    Found measure(int round, State before) throws InterruptedException {
        List<Measured> measured = new ArrayList<>();
        Map<String, List<String>> asked = new TreeMap<>();
        Map<String, String> outcomes = new TreeMap<>();
        List<String> fell = new ArrayList<>();
        List<Fault> lost = new ArrayList<>();
        boolean mustNotFallFell = false;
        for (MeasurePlan measure : plan.measures()) {
            List<Item> items = items(measure, round, lost);
            asked.put(measure.id(), items.stream().map(Item::id).toList());
            String found = measure(measure, items, round, measured);
            outcomes.put(measure.id(), found);
            String earlier = before.outcomes().getOrDefault(measure.id(), "");
            if (asked.get(measure.id()).equals(before.items().get(measure.id()))
                    && PairedTest.of(bits(earlier), bits(found)).fell()) {
                fell.add(measure.id());
                mustNotFallFell |= measure.mustNotFall();
            }
        }
        return new Found(measured, asked, outcomes, fell, mustNotFallFell, lost);
    }

    private String measure(MeasurePlan measure, List<Item> items, int round, List<Measured> measured)
            throws InterruptedException {
        Bench bench = bench(measure, round);
        var done = new AtomicInteger();
        var atOnce = new Semaphore(AT_ONCE);
        List<Worked> worked = Together.all(items.size(), i -> {
            atOnce.acquire();
            try {
                Worked one = bench.work(items.get(i));
                done.incrementAndGet();
                return one;
            } finally {
                atOnce.release();
            }
        });
        listener.accept(
                new RunEvent.Progress(environment.run(), round, "measure", done.get(), items.size(), measure.id()));
        StringBuilder outcomes = new StringBuilder();
        worked.forEach(one -> outcomes.append(accepted(one) ? '1' : '0'));
        measured.add(measured(measure, items, worked));
        return outcomes.toString();
    }

    private static List<Item> items(MeasurePlan measure, int round, List<Fault> lost) throws InterruptedException {
        List<Item> items = new ArrayList<>();
        if (measure.levels().isEmpty()) {
            take(measure, new Draw(Purpose.HELD_OUT, round, OptionalInt.empty()), items, lost);
        }
        for (int level : measure.levels()) {
            take(measure, new Draw(Purpose.HELD_OUT, round, OptionalInt.of(level)), items, lost);
        }
        return items;
    }

    private static void take(MeasurePlan measure, Draw draw, List<Item> items, List<Fault> lost)
            throws InterruptedException {
        try (SourcePlan.Pass pass = measure.source().open(draw)) {
            Optional<Item> item = pass.next();
            for (int i = 0; i < measure.perLevel() && item.isPresent(); i++) {
                items.add(item.get());
                if (i + 1 < measure.perLevel()) {
                    item = pass.next();
                }
            }
            lost.addAll(pass.lost());
        }
    }

    private Bench bench(MeasurePlan measure, int round) {
        Map<String, SeatedModel> seated = new TreeMap<>();
        measure.generate()
                .forEach(step ->
                        step.seats().values().stream().sorted().forEach(name -> seated.put(name, models.at(name))));
        measure.rubric().seats().values().stream().sorted().forEach(name -> seated.put(name, models.at(name)));
        return new Bench(
                measure.generate(),
                List.of(measure.rubric()),
                seated,
                new Steps(calls, environment.heard()),
                new Origins(
                        environment.run(),
                        plan.recipe().randomSeed(),
                        measure.source().id()),
                plan.recipe().randomSeed(),
                round,
                true);
    }

    private static boolean accepted(Worked worked) {
        return worked.candidates().stream().anyMatch(candidate -> candidate.verdict() instanceof Verdict.Accepted);
    }

    private static Measured measured(MeasurePlan measure, List<Item> items, List<Worked> worked) {
        int right = (int) worked.stream().filter(Measures::accepted).count();
        Interval interval = Interval.ofShare(right, worked.size());
        return new Measured(
                measure.id(),
                measure.metric(),
                worked.isEmpty() ? 0 : (double) right / worked.size(),
                interval.low(),
                interval.high(),
                worked.size(),
                (int) worked.stream()
                        .filter(one -> has(one, CriterionResult.Abstained.class))
                        .count(),
                (int) worked.stream()
                        .filter(one -> has(one, CriterionResult.Ungraded.class))
                        .count(),
                byLevel(items, worked));
    }

    private static boolean has(Worked worked, Class<? extends CriterionResult> kind) {
        return worked.candidates().stream()
                .flatMap(candidate -> candidate.grade().criteria().stream())
                .anyMatch(entry -> kind.isInstance(entry.result()));
    }

    private static List<Measured.AtLevel> byLevel(List<Item> items, List<Worked> worked) {
        Map<Integer, int[]> counts = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            OptionalInt level = items.get(i).level();
            if (level.isPresent()) {
                int[] count = counts.computeIfAbsent(level.getAsInt(), _ -> new int[2]);
                count[0] += accepted(worked.get(i)) ? 1 : 0;
                count[1]++;
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Measured.AtLevel(
                        entry.getKey(), (double) entry.getValue()[0] / entry.getValue()[1], entry.getValue()[1]))
                .toList();
    }

    private static boolean[] bits(String outcomes) {
        boolean[] bits = new boolean[outcomes.length()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = outcomes.charAt(i) == '1';
        }
        return bits;
    }
}
