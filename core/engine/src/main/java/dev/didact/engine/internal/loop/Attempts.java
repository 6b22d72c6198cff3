package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.grading.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Takes the samples of an item through a step: has them made where the step makes them, graded, and made again or
/// mended where they are rejected.
///
/// Each sample index goes through its attempts by itself. Only where a criterion looks at the siblings, or at what the
/// step let through before, do all of them go together, one attempt after the other; the siblings are then what each
/// sample index made last.
///
/// @param step the step
/// @param route where samples go from which step
/// @param maker has samples made
/// @param marking has them graded
record Attempts(StepPlan step, Route route, Maker maker, Marking marking) {
    /// One sample index of a step that makes samples.
    ///
    /// @param maker the step that makes its samples
    /// @param from the item
    /// @param sampleIndex the sample index
    /// @param given what was made of it before; empty where this step makes it
    record Lane(StepPlan maker, Given from, int sampleIndex, List<Passing> given) {
        private boolean isGiven(int attempt) {
            return attempt == 1 && !given.isEmpty();
        }
    }

    /// What came of some lanes.
    ///
    /// @param samples all samples of all attempts, graded
    /// @param made how many of them were made here
    /// @param faults why attempts made no sample
    record Outcome(List<Passing> samples, int made, List<Fault> faults) {
        static Outcome sum(List<Outcome> outcomes) {
            return outcomes.size() == 1
                    ? outcomes.getFirst()
                    : new Outcome(
                            outcomes.stream()
                                    .flatMap(one -> one.samples.stream())
                                    .toList(),
                            outcomes.stream().mapToInt(Outcome::made).sum(),
                            outcomes.stream()
                                    .flatMap(one -> one.faults.stream())
                                    .toList());
        }
    }

    /// Takes the lanes of one item through the step.
    Outcome through(List<Lane> lanes) throws InterruptedException {
        return lanes.size() == 1 || step.isTogether()
                ? together(lanes)
                : Outcome.sum(Together.all(lanes.size(), i -> together(List.of(lanes.get(i)))));
    }

    private Outcome together(List<Lane> lanes) throws InterruptedException {
        List<Passing> graded = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int made = 0;
        List<List<Passing>> latest = new ArrayList<>(Collections.nCopies(lanes.size(), List.of()));
        List<Optional<Passing>> rejected = new ArrayList<>(Collections.nCopies(lanes.size(), Optional.empty()));
        List<Integer> pending = all(lanes);
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            int nth = attempt;
            List<Integer> now = pending;
            List<Maker.Made> attempts = now.size() == 1
                    ? List.of(attempt(lanes.get(now.getFirst()), nth, rejected.get(now.getFirst())))
                    : Together.all(now.size(), i -> attempt(lanes.get(now.get(i)), nth, rejected.get(now.get(i))));
            for (int i = 0; i < now.size(); i++) {
                Maker.Made one = attempts.get(i);
                latest.set(now.get(i), one.samples());
                made += lanes.get(now.get(i)).isGiven(nth) ? 0 : one.samples().size();
                one.fault().ifPresent(faults::add);
            }
            List<Written> siblings =
                    latest.stream().flatMap(List::stream).map(Passing::written).toList();
            pending = new ArrayList<>();
            for (int lane : now) {
                List<Passing> marked = new ArrayList<>();
                for (Passing sample : latest.get(lane)) {
                    marked.add(sample.accepted() ? marking.mark(sample, step.grade(), siblings) : sample);
                }
                latest.set(lane, marked);
                if (!marked.isEmpty()) {
                    rejected.set(lane, Optional.of(marked.getFirst()));
                }
                graded.addAll(marked);
                boolean again = marked.stream().allMatch(sample -> sample.verdict() instanceof Verdict.Rejected);
                if (again && nth < most(lanes.get(lane))) {
                    pending.add(lane);
                }
            }
        }
        return new Outcome(graded, made, faults);
    }

    private static List<Integer> all(List<Lane> lanes) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            all.add(i);
        }
        return all;
    }

    private int most(Lane lane) {
        if (maker.setting().measuring()) {
            return 1;
        }
        int tries = lane.given.isEmpty()
                ? lane.maker.generate().map(GenerateStep::tries).orElse(1)
                : 1;
        return Math.max(tries, 1 + step.revisions());
    }

    /// What an attempt makes.
    ///
    /// @param rejected what the last attempt made that made something
    private Maker.Made attempt(Lane lane, int nth, Optional<Passing> rejected) throws InterruptedException {
        if (lane.isGiven(nth)) {
            return new Maker.Made(lane.given, Optional.empty());
        }
        int before = lane.given.isEmpty() ? 0 : lane.given.getFirst().attempt() - 1;
        Maker.Made made = maker.make(
                lane.maker.generate().orElseThrow(),
                lane.from,
                lane.sampleIndex,
                before + nth,
                route.isLast(lane.maker.id()),
                step.revisions() == 0 ? Optional.empty() : rejected);
        return lane.given.isEmpty() ? made : gradedByItsMaker(lane.maker, made);
    }

    /// What is mended for a later step has to satisfy the step that makes it as well.
    private Maker.Made gradedByItsMaker(StepPlan its, Maker.Made made) throws InterruptedException {
        List<Written> siblings = made.samples().stream().map(Passing::written).toList();
        List<Passing> marked = new ArrayList<>();
        for (Passing sample : made.samples()) {
            marked.add(marking.before().mark(sample, its.grade(), siblings));
        }
        return new Maker.Made(marked, made.fault());
    }
}
