package dev.didact.engine.internal.loop;

import dev.didact.api.data.Draw;
import dev.didact.api.data.Purpose;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Alarm;
import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.price.Purse;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// One execution of a recipe: the base, then rounds until a stop condition holds. Runs on one virtual thread, which
/// decides everything that depends on order; the work of each item runs on threads of its own.
final class RunLoop {
    /// How many items may be undecided, as a multiple of what may be in flight: so many that one slow call does not
    /// keep the others from starting.
    private static final int UNDECIDED = 16;

    private static final int LEAST_UNDECIDED = 1_024;

    /// The least number of items that are worked on at once; a model that computes takes those that wait in batches.
    private static final int LEAST_WORKING = 256;

    /// How many bytes of items may wait on the heap for their turn.
    private static final long MOST_WAITING = 32L << 20;

    private final RunPlan plan;
    private final RunLog log;
    private final Models models;
    private final Calls calls;
    private final Lessons lessons;
    private final Samples samples;
    private final Archive archive;
    private final RunEnvironment environment;
    private final Consumer<RunEvent> listener;

    private Spending before;
    private boolean outOfMoney;
    private State state;
    private Optional<HeldOut> heldOut = Optional.empty();

    /// @param state what the last closed round handed over
    /// @param archive what was accepted so far
    RunLoop(
            RunPlan plan,
            RunLog log,
            Models models,
            Calls calls,
            Lessons lessons,
            Samples samples,
            Archive archive,
            RunEnvironment environment,
            Consumer<RunEvent> listener,
            State state) {
        this.plan = plan;
        this.log = log;
        this.models = models;
        this.calls = calls;
        this.lessons = lessons;
        this.samples = samples;
        this.archive = archive;
        this.environment = environment;
        this.listener = listener;
        this.before = state.spending();
        this.state = state;
        this.outOfMoney = state.outOfMoney();
    }

    /// Takes the run to its end.
    ///
    /// @throws Stopped if it was asked to stop
    Ends.End run() throws InterruptedException {
        plan.learn().ifPresent(learn -> models.move(learn.updates(), state.checkpoint()));
        if (state.round() < 0) {
            base();
        }
        Optional<Ends.End> end = end();
        while (end.isEmpty()) {
            runRound(state.round() + 1);
            end = end();
        }
        return end.get();
    }

    /// What all calls of the run used and cost, those too of a round that is not closed.
    Spending spending() {
        return before.plus(calls.spending());
    }

    /// What the last closed round handed over.
    State state() {
        return state;
    }

    /// Whether the run is over. A round that was broken off is closed first, even if time is up by now.
    private Optional<Ends.End> end() {
        return environment
                .end(state)
                .or(() -> log.recorded().isBegun()
                        ? Optional.empty()
                        : Ends.between(plan.recipe(), state, outOfMoney, environment.spent()));
    }

    /// Round 0: the student learns the starting data, and is measured before it learns from samples.
    private void base() throws InterruptedException {
        long began = environment.nanoTime();
        rest();
        Optional<StoredCheckpoint> learned = lessons.base();
        move(learned);
        Measures.Found found = measure(0);
        var nothing = new Tally(0);
        List<Alarm> alarms = new ArrayList<>(Health.lost(lost(nothing, found)));
        alarms.addAll(Health.undecided(found));
        alarms.addAll(Health.leaked(leaked(nothing, found.heldOut())));
        close(nothing, found, learned, false, alarms, began);
    }

    /// Draw, generate, grade, decide, learn, measure: once.
    private void runRound(int round) throws InterruptedException {
        var event = new RoundEvent();
        event.begin();
        long began = environment.nanoTime();
        HeldOut measured = heldOut(round);
        Counted behind = log.recorded().counted().orElseGet(() -> Counted.nothing(round));
        before = before.plus(behind.spending());
        Items drawn = draw(round);
        drawn.skip(behind.items(), behind.last());
        var tally = new Tally(behind);
        var demand = new Demand(plan.recipe(), state, tally, this::spending, log, environment);
        Tally decided = decide(generateAndGrade(round, drawn, behind.admitted(), demand), tally, demand, measured);
        outOfMoney = demand.isOutOfMoney();
        if (outOfMoney && decided.items() == 0) {
            return;
        }
        Optional<StoredCheckpoint> learned = learn(round, decided);
        Measures.Found found = measure(round);
        keepOrRollBack(decided, learned, found, leaked(decided, measured), began);
        event.run = environment.run();
        event.round = round;
        event.samples = decided.generated();
        event.accepted = decided.accepted();
        event.commit();
    }

    /// The items of a round, source by source.
    private Items draw(int round) {
        return new Items(plan.drawn(), source -> new Draw(Purpose.TRAINING, round, level(source)));
    }

    private OptionalInt level(SourcePlan source) {
        Integer level = state.levels().get(source.id());
        return level == null ? OptionalInt.empty() : OptionalInt.of(level);
    }

    /// Samples of the items with their grades, in the order in which the items were drawn.
    private Flow generateAndGrade(int round, Items drawn, int admitted, Demand demand) {
        Map<String, SeatedModel> seated = new TreeMap<>();
        plan.seats().forEach(name -> seated.put(name, models.at(name)));
        Calls paid = demand.purse().map(calls::paidFrom).orElse(calls);
        var steps = new Steps(paid, environment.heard());
        Map<String, Ordered> ordered = archive.ordered(plan.route(), drawn.count());
        return new Flow(
                drawn,
                admitted,
                width(seated.size()),
                demand,
                new Waiting(environment.scratch(), MOST_WAITING),
                source -> new Bench(
                        plan.route(),
                        steps,
                        new Maker.Setting(
                                seated,
                                new Origins(environment.run(), plan.recipe().randomSeed(), source.id()),
                                plan.recipe().randomSeed(),
                                round,
                                false),
                        ordered));
    }

    /// As many items at work as keep every model busy while a quarter more are graded or handed on.
    private Flow.Width width(int seated) {
        int inFlight = plan.recipe().inFlight();
        return new Flow.Width(
                Math.max(LEAST_WORKING, seated * inFlight + inFlight / 4),
                Math.max(LEAST_UNDECIDED, UNDECIDED * inFlight));
    }

    /// Numbers the samples and says what happens to them, in the order of the items.
    private Tally decide(Flow flow, Tally tally, Demand demand, HeldOut measured) throws InterruptedException {
        int round = tally.round();
        try (flow) {
            Optional<Flow.Next> next = next(flow, demand);
            while (next.isPresent()) {
                Worked worked = next.get().worked();
                tally.lost(next.get().lost());
                decide(round, worked, measured, tally, demand);
                if (tally.isDue()) {
                    count(flow, tally, worked);
                }
                listener.accept(new RunEvent.Progress(
                        environment.run(),
                        round,
                        "generate",
                        tally.items(),
                        flow.total(),
                        tally.accepted() + " accepted"));
                environment.checkStopped();
                next = next(flow, demand);
                if (next.isEmpty() && !tally.isCounted()) {
                    count(flow, tally, worked);
                }
            }
            if (demand.wanted()) {
                tally.lost(demand.isOutOfMoney() ? Lost.NOTHING : flow.lostAtEnd());
                demand.ended(flow.drained(), flow.drawn());
            }
        }
        return tally;
    }

    /// Writes down what was counted up to an item, so that the round can be gone on with behind it.
    private void count(Flow flow, Tally tally, Worked last) {
        log.put(
                Kinds.COUNTED,
                tally.counted(
                        flow.admitted(),
                        Items.hash(last.item()),
                        samples.licences(tally.round()),
                        archive.takeSince(Math.toIntExact(tally.items()))));
    }

    private static Optional<Flow.Next> next(Flow flow, Demand demand) throws InterruptedException {
        try {
            return demand.wanted() ? flow.next() : Optional.empty();
        } catch (Purse.Empty e) {
            demand.endForMoney();
            return Optional.empty();
        }
    }

    private void decide(int round, Worked worked, HeldOut measured, Tally tally, Demand demand) {
        tally.item(worked, worked.made().stream().anyMatch(of -> measured.has(of.item())));
        archive.nextItem();
        Map<String, Long> numbers = new HashMap<>();
        for (Worked.OfItem of : worked.made()) {
            samples.write(of.item(), of.parent().map(numbers::get));
            for (Candidate candidate : of.candidates()) {
                if (!demand.wanted()) {
                    return;
                }
                long number = state.samples() + tally.samples() + 1;
                numbers.put(candidate.id(), number);
                boolean novel = candidate.last() && archive.add(candidate);
                tally.sample(candidate, novel);
                DecidedSample decided = samples.write(round, number, of.item(), candidate);
                listener.accept(new RunEvent.Decided(environment.run(), round, decided));
            }
        }
        for (Worked.Pair pair : worked.pairs()) {
            Long chosen = numbers.get(pair.chosen());
            Long rejected = numbers.get(pair.rejected());
            if (chosen != null && rejected != null) {
                var stored = new StoredPair(pair.step(), chosen, rejected);
                tally.pair(stored);
                samples.write(round, stored);
            }
        }
    }

    private Optional<StoredCheckpoint> learn(int round, Tally tally) throws InterruptedException {
        rest();
        Optional<StoredCheckpoint> learned = lessons.round(round, state, tally);
        move(learned);
        return learned;
    }

    /// Trainer and server of a student want the same memory.
    private void rest() throws InterruptedException {
        if (plan.learn().isPresent()) {
            models.rest(plan.learn().get().updates());
        }
    }

    private void move(Optional<StoredCheckpoint> learned) {
        learned.ifPresent(
                checkpoint -> plan.learn().ifPresent(learn -> models.move(learn.updates(), Optional.of(checkpoint))));
    }

    private Measures.Found measure(int round) throws InterruptedException {
        Measures.Found found = new Measures(plan, models, calls, environment, listener).measure(round, state);
        heldOut = Optional.of(found.heldOut());
        return found;
    }

    /// What the round before a round measured; drawn again where that was before the run was broken off.
    private HeldOut heldOut(int round) throws InterruptedException {
        return heldOut.isPresent() ? heldOut.get() : Measures.heldOut(plan.measures(), round - 1);
    }

    /// How many of the items and examples that a round learns from are measured as well.
    private long leaked(Tally tally, HeldOut measured) {
        return plan.learn().isEmpty() ? 0 : tally.heldOut() + measured.count(lessons.given());
    }

    /// Keeps what the round learned, unless it lowered a measure that must not fall.
    private void keepOrRollBack(
            Tally tally, Optional<StoredCheckpoint> learned, Measures.Found found, long leaked, long began)
            throws InterruptedException {
        List<Alarm> alarms = new ArrayList<>(Health.of(plan, tally, found, lost(tally, found)));
        alarms.addAll(Health.leaked(leaked));
        boolean rolledBack =
                learned.isPresent() && plan.learn().filter(LearnPlan::rollback).isPresent() && found.mustNotFallFell();
        if (rolledBack) {
            plan.learn().ifPresent(learn -> models.move(learn.updates(), state.checkpoint()));
        }
        close(tally, found, learned, rolledBack, alarms, began);
    }

    /// What could not be read of the items and examples of a round.
    private Lost lost(Tally tally, Measures.Found found) {
        return tally.lost().plus(lessons.lost()).plus(found.lost());
    }

    /// Writes down what the round came to and what the next one starts from.
    private void close(
            Tally tally,
            Measures.Found found,
            Optional<StoredCheckpoint> learned,
            boolean rolledBack,
            List<Alarm> alarms,
            long began) {
        List<Measured> kept = rolledBack ? state.last() : found.measured();
        Spending total = spending();
        double seconds = (environment.nanoTime() - began) / 1e9;
        int round = tally.round();
        RunEvent.RoundFinished event = tally.event(
                environment.run(), state, found.measured(), rolledBack, alarms, total.since(state.spending()));
        state = new State(
                round,
                rolledBack || learned.isEmpty() ? state.checkpoint() : learned,
                rolledBack ? state.levels() : raised(tally),
                state.samples() + tally.samples(),
                state.accepted() + tally.accepted(),
                round == 0 || !tally.idle() ? 0 : state.idleRounds() + 1,
                tally.failing(),
                rolledBack ? state.items() : found.items(),
                rolledBack ? state.outcomes() : found.outcomes(),
                round == 0 ? found.measured() : state.first(),
                kept,
                and(state.lessons(), rolledBack ? State.ROLLED_BACK : tally.hash()),
                rolledBack ? state.plateau().flat() : plateau(found),
                outOfMoney,
                total);
        ObjectNode record = Records.object();
        record.set("event", Records.write(event));
        record.set("state", Records.write(state));
        record.put(RunLog.SECONDS, seconds);
        log.put(Kinds.ROUND, record);
        log.nextRound();
        models.nextRound();
        listener.accept(event.took(seconds));
    }

    private Plateau plateau(Measures.Found found) {
        return plan.measures().stream()
                .findFirst()
                .map(first -> state.plateau()
                        .after(
                                found.items().getOrDefault(first.id(), List.of()),
                                found.outcomes().getOrDefault(first.id(), "")))
                .orElse(Plateau.NONE);
    }

    /// The levels after a round that was kept: a source whose items were accepted often enough goes one up.
    private Map<String, Integer> raised(Tally tally) {
        Map<String, Integer> levels = new TreeMap<>(state.levels());
        for (SourcePlan source : plan.sources()) {
            source.level().ifPresent(rule -> {
                int level = levels.getOrDefault(source.id(), rule.start());
                if (tally.coverage(source.id()) >= rule.raiseAt() && level < rule.stop()) {
                    levels.put(source.id(), level + 1);
                }
            });
        }
        return levels;
    }

    private static List<String> and(List<String> hashes, String hash) {
        List<String> more = new ArrayList<>(hashes);
        more.add(hash);
        return more;
    }

    /// The run was asked to stop, and did, with everything kept.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
