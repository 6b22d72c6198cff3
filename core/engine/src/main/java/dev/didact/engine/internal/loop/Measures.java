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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures the student on items that nothing else of the run sees: the likeliest answer to each, graded with the key
/// at hand.
final class Measures {
    /// How many items are under way at once.
    private static final int AT_ONCE = 512;

    /// The metric that counts an item that could not be decided as not right, as long as others could.
    private static final String ACCURACY = "accuracy";

    /// What is noted of an item that could not be decided.
    static final char UNDECIDED = '?';

    private static final char RIGHT = '1';
    private static final char WRONG = '0';

    /// What the student has to answer for where no sample was made: it answered, and not in the form that was wanted.
    private static final Set<Fault.Kind> ITS_OWN = EnumSet.of(Fault.Kind.UNUSABLE_ANSWER, Fault.Kind.UNPARSEABLE);

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
    /// @param outcomes item by item, for each measure: `1` right, `0` wrong, `?` undecided
    /// @param reasons why the first item that could not be decided was not, for each measure that has such an item
    /// @param fell ids of the measures that are lower than before, and not by chance
    /// @param mustNotFallFell whether one of them must not fall
    /// @param lost what could not be read of their items
    /// @param heldOut what they asked
    record Found(
            List<Measured> measured,
            Map<String, List<String>> items,
            Map<String, String> outcomes,
            Map<String, String> reasons,
            List<String> fell,
            boolean mustNotFallFell,
            Lost lost,
            HeldOut heldOut) {}

    Found measure(int round, State before) throws InterruptedException {
        List<Measured> measured = new ArrayList<>();
        Map<String, List<String>> asked = new TreeMap<>();
        Map<String, String> outcomes = new TreeMap<>();
        Map<String, String> reasons = new TreeMap<>();
        List<String> fell = new ArrayList<>();
        Lost lost = Lost.NOTHING;
        var heldOut = new HeldOut();
        boolean mustNotFallFell = false;
        for (MeasurePlan measure : plan.measures()) {
            Asked drawn = items(measure, round);
            List<Item> items = drawn.items;
            lost = lost.plus(drawn.lost);
            heldOut.add(items);
            asked.put(measure.id(), items.stream().map(Item::id).toList());
            String found = measure(measure, items, round, measured, reasons);
            outcomes.put(measure.id(), found);
            String earlier = before.outcomes().getOrDefault(measure.id(), "");
            if (asked.get(measure.id()).equals(before.items().get(measure.id()))
                    && paired(earlier, found).fell()) {
                fell.add(measure.id());
                mustNotFallFell |= measure.mustNotFall();
            }
        }
        return new Found(measured, asked, outcomes, reasons, fell, mustNotFallFell, lost, heldOut);
    }

    /// What the measures ask in a round.
    static HeldOut heldOut(List<MeasurePlan> measures, int round) throws InterruptedException {
        var heldOut = new HeldOut();
        for (MeasurePlan measure : measures) {
            heldOut.add(items(measure, round).items);
        }
        return heldOut;
    }

    private String measure(
            MeasurePlan measure, List<Item> items, int round, List<Measured> measured, Map<String, String> reasons)
            throws InterruptedException {
        Bench bench = bench(measure, round);
        var done = new AtomicInteger();
        var atOnce = new Semaphore(AT_ONCE);
        List<Worked> worked = Together.all(items.size(), i -> {
            atOnce.acquire();
            try {
                Worked one = bench.work(items.get(i), i);
                done.incrementAndGet();
                return one;
            } finally {
                atOnce.release();
            }
        });
        listener.accept(
                new RunEvent.Progress(environment.run(), round, "measure", done.get(), items.size(), measure.id()));
        StringBuilder outcomes = new StringBuilder();
        worked.forEach(one -> outcomes.append(outcome(one)));
        measured.add(measured(measure, items, worked, outcomes.toString()));
        int undecided = outcomes.indexOf(Character.toString(UNDECIDED));
        if (undecided >= 0) {
            why(worked.get(undecided)).ifPresent(why -> reasons.put(measure.id(), why));
        }
        return outcomes.toString();
    }

    /// What a measure asks.
    ///
    /// @param items its items
    /// @param lost what could not be read on the way
    record Asked(List<Item> items, Lost lost) {}

    static Asked items(MeasurePlan measure, int round) throws InterruptedException {
        List<Item> items = new ArrayList<>();
        Lost lost = Lost.NOTHING;
        if (measure.levels().isEmpty()) {
            lost = take(measure, new Draw(Purpose.HELD_OUT, round, OptionalInt.empty()), items);
        }
        for (int level : measure.levels()) {
            lost = lost.plus(take(measure, new Draw(Purpose.HELD_OUT, round, OptionalInt.of(level)), items));
        }
        return new Asked(items, lost);
    }

    /// @return what could not be read on the way
    private static Lost take(MeasurePlan measure, Draw draw, List<Item> items) throws InterruptedException {
        try (SourcePlan.Pass pass = measure.source().open(draw)) {
            Optional<Item> item = pass.next();
            for (int i = 0; i < measure.perLevel() && item.isPresent(); i++) {
                items.add(item.get());
                if (i + 1 < measure.perLevel()) {
                    item = pass.next();
                }
            }
            return pass.takeLost();
        }
    }

    private Bench bench(MeasurePlan measure, int round) {
        Map<String, SeatedModel> seated = new TreeMap<>();
        measure.seats().forEach(name -> seated.put(name, models.at(name)));
        return new Bench(
                measure.route(),
                new Steps(calls, environment.heard()),
                new Maker.Setting(
                        seated,
                        new Origins(
                                environment.run(),
                                plan.recipe().randomSeed(),
                                measure.source().id()),
                        plan.recipe().randomSeed(),
                        round,
                        true),
                Map.of());
    }

    /// Whether the student was right. It is wrong where it gave no usable answer, and undecided where a call or a
    /// grader failed: then it was not wrong, nobody knows.
    private static char outcome(Worked worked) {
        List<Verdict> verdicts = worked.candidates().map(Candidate::verdict).toList();
        if (verdicts.stream().anyMatch(verdict -> verdict instanceof Verdict.Accepted)) {
            return RIGHT;
        }
        boolean decided = worked.faults().stream().allMatch(fault -> ITS_OWN.contains(fault.kind()))
                && !(verdicts.isEmpty() && worked.faults().isEmpty())
                && verdicts.stream().allMatch(verdict -> verdict instanceof Verdict.Rejected);
        return decided ? WRONG : UNDECIDED;
    }

    /// Why an item could not be decided.
    private static Optional<String> why(Worked worked) {
        Stream<Fault> graders = worked.candidates()
                .flatMap(candidate -> candidate.grade().criteria().stream())
                .flatMap(entry -> entry.result() instanceof CriterionResult.Ungraded(Fault fault)
                        ? Stream.of(fault)
                        : Stream.empty());
        return Stream.concat(worked.faults().stream(), graders)
                .map(Fault::message)
                .findFirst();
    }

    private static Measured measured(MeasurePlan measure, List<Item> items, List<Worked> worked, String outcomes) {
        int right = count(outcomes, RIGHT);
        int decided = right + count(outcomes, WRONG);
        int of = measure.metric().equals(ACCURACY) && decided > 0 ? outcomes.length() : decided;
        Interval interval = Interval.ofShare(right, of);
        int abstained = 0;
        for (int i = 0; i < worked.size(); i++) {
            abstained += outcomes.charAt(i) != UNDECIDED && abstained(worked.get(i)) ? 1 : 0;
        }
        return new Measured(
                measure.id(),
                measure.metric(),
                of == 0 ? Double.NaN : (double) right / of,
                interval.low(),
                interval.high(),
                of,
                abstained,
                outcomes.length() - decided,
                byLevel(items, outcomes));
    }

    private static int count(String outcomes, char outcome) {
        return (int) outcomes.chars().filter(one -> one == outcome).count();
    }

    private static boolean abstained(Worked worked) {
        return worked.candidates()
                .flatMap(candidate -> candidate.grade().criteria().stream())
                .anyMatch(entry -> entry.result() instanceof CriterionResult.Abstained);
    }

    private static List<Measured.AtLevel> byLevel(List<Item> items, String outcomes) {
        Map<Integer, int[]> counts = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            OptionalInt level = items.get(i).level();
            if (level.isPresent() && outcomes.charAt(i) != UNDECIDED) {
                int[] count = counts.computeIfAbsent(level.getAsInt(), _ -> new int[2]);
                count[0] += outcomes.charAt(i) == RIGHT ? 1 : 0;
                count[1]++;
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Measured.AtLevel(
                        entry.getKey(), (double) entry.getValue()[0] / entry.getValue()[1], entry.getValue()[1]))
                .toList();
    }

    /// Holds two outcomes against each other on the items that both times could be decided.
    static PairedTest paired(String before, String after) {
        int[] both = decidedInBoth(before, after);
        return PairedTest.of(right(before, both), right(after, both));
    }

    /// The places at which two outcomes are both decided.
    static int[] decidedInBoth(String before, String after) {
        return IntStream.range(0, after.length())
                .filter(i -> before.charAt(i) != UNDECIDED && after.charAt(i) != UNDECIDED)
                .toArray();
    }

    private static boolean[] right(String outcomes, int[] items) {
        boolean[] right = new boolean[items.length];
        for (int i = 0; i < items.length; i++) {
            right[i] = outcomes.charAt(items[i]) == RIGHT;
        }
        return right;
    }
}
