package dev.didact.engine.internal.loop;

import static java.util.Objects.requireNonNull;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Generator;
import dev.didact.api.data.Item;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Request;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.grading.Verdicts;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.model.TaskIdentity;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Masked;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Generates and grades the samples of one item. Knows neither other items nor what is accepted in the end; safe for
/// use by many threads.
///
/// Each sample index goes through its attempts by itself: generate, grade, and again if what came was rejected. Only
/// where a criterion looks at the siblings do all of them go together, one attempt after the other; the siblings are
/// then what each sample index made last.
final class Bench {
    private final List<GenerateStep> generate;
    private final List<GradeStep> grade;
    private final Grading grading;
    /// The most characters of a sample: what a journal holds of one event, whatever the characters are.
    private static final int LONGEST_SAMPLE = SourcePlan.LONGEST_ITEM;

    private final Steps steps;
    private final Origins origins;
    private final long randomSeed;
    private final int round;
    private final boolean measuring;

    /// @param models the models by name, as they stand in this round
    /// @param measuring whether the likeliest answers are wanted, the key goes to the rubric, and nothing is tried
    ///     again
    Bench(
            List<GenerateStep> generate,
            List<GradeStep> grade,
            Map<String, SeatedModel> models,
            Steps steps,
            Origins origins,
            long randomSeed,
            int round,
            boolean measuring) {
        this.generate = generate;
        this.grade = grade;
        this.grading = new Grading(steps, models);
        this.steps = steps;
        this.origins = origins;
        this.randomSeed = randomSeed;
        this.round = round;
        this.measuring = measuring;
    }

    /// One sample index of one step; the steps count apart from each other, so that what one makes does not hang on
    /// which others there are.
    private record Lane(GenerateStep step, int sampleIndex) {}

    /// An item as generators and rubrics see it, without its key, and the hash of its content, taken once for all that
    /// is made of it.
    private record Given(Item item, Optional<String> key, String sha256) {
        static Given of(Item from) {
            Item item = from.withoutKey();
            return new Given(
                    item,
                    from.key(),
                    Hashes.fields("given").json("item", Records.write(item)).sha256());
        }
    }

    /// What one attempt of a lane made.
    private record Made(
            Lane lane, TaskIdentity task, List<Written> samples, Provenance provenance, Optional<Fault> fault) {}

    /// What came of some lanes.
    private record Outcome(List<Candidate> candidates, List<Fault> faults) {}

    /// Takes an item through generation and grading.
    Worked work(Item item) throws InterruptedException {
        return new Bench(generate, grade, grading.models(), steps.apart(), origins, randomSeed, round, measuring)
                .worked(item);
    }

    private Worked worked(Item item) throws InterruptedException {
        List<Lane> lanes = new ArrayList<>();
        for (GenerateStep step : generate) {
            int perItem = measuring ? 1 : step.perItem();
            for (int i = 0; i < perItem; i++) {
                lanes.add(new Lane(step, i));
            }
        }
        Given given = Given.of(item);
        boolean together = lanes.size() == 1 || grade.stream().anyMatch(GradeStep::wantsSiblings);
        List<Outcome> outcomes = together
                ? List.of(attempts(given, lanes))
                : Together.all(lanes.size(), i -> attempts(given, List.of(lanes.get(i))));
        return new Worked(
                origins.source(),
                item,
                outcomes.stream()
                        .flatMap(outcome -> outcome.candidates.stream())
                        .toList(),
                outcomes.stream().flatMap(outcome -> outcome.faults.stream()).toList(),
                steps.usage());
    }

    private Outcome attempts(Given given, List<Lane> lanes) throws InterruptedException {
        List<Candidate> candidates = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        List<Lane> pending = lanes;
        Map<Lane, List<Written>> latest = new LinkedHashMap<>();
        lanes.forEach(lane -> latest.put(lane, List.of()));
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            int nth = attempt;
            List<Lane> now = pending;
            List<Made> made = now.size() == 1
                    ? List.of(generate(given, now.getFirst(), nth))
                    : Together.all(now.size(), i -> generate(given, now.get(i), nth));
            made.forEach(one -> latest.put(one.lane, one.samples));
            List<Written> siblings =
                    latest.values().stream().flatMap(List::stream).toList();
            pending = new ArrayList<>();
            for (Made one : made) {
                one.fault.ifPresent(faults::add);
                List<Candidate> graded = grade(given, one, nth, siblings);
                candidates.addAll(graded);
                boolean again = graded.stream().allMatch(c -> c.verdict() instanceof Verdict.Rejected);
                if (again && nth < tries(one.lane)) {
                    pending.add(one.lane);
                }
            }
        }
        return new Outcome(candidates, faults);
    }

    private int tries(Lane lane) {
        return measuring ? 1 : lane.step.tries();
    }

    private Made generate(Given given, Lane lane, int attempt) throws InterruptedException {
        GenerateStep step = lane.step;
        Map<String, SeatedModel> seats = grading.seats(step.seats());
        Item item = given.item;
        String purpose = measuring ? "measure" : "training";
        String hash = Hashes.fields("task")
                .text("step", step.id())
                .text("identity", step.identity())
                .texts(
                        "models",
                        seats.values().stream().map(SeatedModel::identity).toList())
                .text("item", given.sha256)
                .number("random-seed", randomSeed)
                .number("round", round)
                .number("sample", lane.sampleIndex)
                .number("attempt", attempt)
                .text("for", purpose)
                .sha256();
        var task = new TaskIdentity(
                hash,
                Seeds.of(
                        randomSeed,
                        purpose,
                        step.id(),
                        origins.source(),
                        item.id(),
                        Integer.toString(round),
                        Integer.toString(lane.sampleIndex),
                        Integer.toString(attempt)));
        UnaryOperator<Request> adapt = measuring ? Calls::greedy : UnaryOperator.identity();
        var job = new Generator.Job(item, lane.sampleIndex, attempt, Optional.empty());
        try {
            Steps.End<List<Sample>> end = steps.run(
                    task,
                    step.sessions(),
                    session -> Returned.by("Generator.Session.generate()", session.generate(job)),
                    seats,
                    adapt,
                    Bench::whole);
            List<Written> samples = end.value().stream().map(Written::of).toList();
            Optional<Fault> fault = samples.isEmpty() ? Optional.of(nothing(step, end)) : Optional.empty();
            return new Made(lane, task, samples, origins.of(item, step, round, end), fault);
        } catch (DidactException | PluginFault | Calls.ImpureStep e) {
            return new Made(lane, task, List.of(), origins.none(item, step, round), Optional.of(Grading.fault(e)));
        }
    }

    /// Why no sample was made: a call had no answer, or the answers were of no use.
    private static Fault nothing(GenerateStep step, Steps.End<?> end) {
        Fault.Kind kind = end.requests().isEmpty() ? Fault.Kind.MISSING_INPUT : Fault.Kind.UNUSABLE_ANSWER;
        return end.failed().orElse(new Fault(kind, "step '" + step.id() + "' made no sample of an item"));
    }

    private static List<Sample> whole(List<Sample> made) {
        return made.stream()
                .map(sample ->
                        Masked.of(notTooLong(requireNonNull(sample, "a sample in the list of samples")), Sample.class))
                .toList();
    }

    private static Sample notTooLong(Sample sample) {
        long length = sample.prompt().length()
                + sample.response().length()
                + sample.text().map(String::length).orElse(0)
                + sample.columns().values().stream().mapToLong(String::length).sum();
        if (length > LONGEST_SAMPLE) {
            throw new IllegalArgumentException(
                    "a sample of " + length + " characters; at most " + LONGEST_SAMPLE + " are kept");
        }
        return sample;
    }

    private List<Candidate> grade(Given given, Made made, int attempt, List<Written> siblings)
            throws InterruptedException {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < made.samples.size(); i++) {
            Written written = made.samples.get(i);
            List<Grade.Entry> entries = new ArrayList<>();
            List<Verdict> verdicts = new ArrayList<>();
            for (GradeStep step : grade) {
                List<Written> seen = step.wantsSiblings() ? siblings : List.of();
                Subject subject = subject(given, made.lane, written.sample(), seen);
                String hash = Hashes.fields("grade")
                        .text("step", step.id())
                        .text("identity", step.identity())
                        .text("task", made.task.hash())
                        .number("place", i)
                        .text("sample", written.sha256())
                        .texts("reference", subject.reference().stream().toList())
                        .texts("siblings", seen.stream().map(Written::sha256).toList())
                        .sha256();
                var task = new TaskIdentity(
                        hash, Seeds.of(made.task.randomSeed(), "grade", step.id(), Integer.toString(i)));
                List<Grade.Entry> of = step.rule().entries(subject, grading.answers(step, task, subject));
                entries.addAll(of);
                verdicts.add(step.rule().decide(of));
            }
            candidates.add(new Candidate(
                    Hashes.fields("sample")
                            .text("task", made.task.hash())
                            .number("place", i)
                            .sha256(),
                    made.lane.sampleIndex,
                    attempt,
                    written.sample(),
                    new Grade(entries, GradeRule.total(entries)),
                    Verdicts.combine(verdicts),
                    made.provenance));
        }
        return candidates;
    }

    private Subject subject(Given given, Lane lane, Sample sample, List<Written> siblings) {
        return new Subject(
                sample,
                lane.sampleIndex,
                given.item,
                given.item.passages(),
                measuring ? given.key : Optional.empty(),
                given.item.columns(),
                siblings.stream().map(Written::sample).toList());
    }
}
