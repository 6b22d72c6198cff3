package dev.didact.engine.internal.loop;

import static java.util.Objects.requireNonNull;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Generator;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Request;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Has generators make samples, one attempt at a time. Safe for use by many threads.
///
/// @param steps takes steps to their end
/// @param setting what is the same for all items
record Maker(Steps steps, Setting setting) {
    /// The most characters of a sample: what a journal holds of one event, whatever the characters are.
    private static final int LONGEST_SAMPLE = SourcePlan.LONGEST_ITEM;

    /// What is the same for all items of a source in a round.
    ///
    /// @param models the models by name, as they stand in this round
    /// @param origins writes down where samples come from
    /// @param randomSeed the run's random seed
    /// @param round the round
    /// @param measuring whether the likeliest answers are wanted, the key goes to the rubric, and nothing is tried
    ///     again
    record Setting(Map<String, SeatedModel> models, Origins origins, long randomSeed, int round, boolean measuring) {}

    /// What one attempt made.
    ///
    /// @param samples its samples, not graded yet
    /// @param fault why there is none
    record Made(List<Passing> samples, Optional<Fault> fault) {}

    /// One attempt at a sample.
    ///
    /// @param last whether no other sample will be made from it
    /// @param revise the rejected sample that is to be mended
    Made make(GenerateStep step, Given from, int sampleIndex, int attempt, boolean last, Optional<Passing> revise)
            throws InterruptedException {
        Map<String, SeatedModel> seats = new Grading(steps, setting.models).seats(step.seats());
        TaskIdentity task = task(step, seats, from, sampleIndex, attempt, revise);
        UnaryOperator<Request> adapt = setting.measuring ? Calls::greedy : UnaryOperator.identity();
        var job = new Generator.Job(from.item(), sampleIndex, attempt, revise.map(Passing::toRevise));
        try {
            Steps.End<List<Sample>> end = steps.run(
                    () -> task,
                    step.sessions(),
                    session -> Returned.by("Generator.Session.generate()", session.generate(job)),
                    seats,
                    adapt,
                    Maker::whole);
            Provenance provenance = setting.origins.of(from, step, setting.round, end);
            List<Passing> samples = new ArrayList<>();
            for (Sample sample : end.value()) {
                Sample answer = revise.map(first -> asked(first, sample)).orElse(sample);
                samples.add(Passing.made(
                        task, samples.size(), from, Written.of(answer), sampleIndex, attempt, provenance, last));
            }
            return new Made(samples, samples.isEmpty() ? Optional.of(nothing(step, end)) : Optional.empty());
        } catch (DidactException | PluginFault | Calls.ImpureStep e) {
            return new Made(List.of(), Optional.of(Grading.fault(e)));
        }
    }

    /// A mended answer is one to what was asked at first, not to the request to mend it.
    private static Sample asked(Passing first, Sample mended) {
        return new Sample(first.sample().prompt(), mended.response(), mended.text(), mended.columns());
    }

    private TaskIdentity task(
            GenerateStep step,
            Map<String, SeatedModel> seats,
            Given from,
            int sampleIndex,
            int attempt,
            Optional<Passing> revise) {
        String purpose = setting.measuring ? "measure" : "training";
        String hash = Hashes.fields("task")
                .text("step", step.id())
                .text("identity", step.identity())
                .texts(
                        "models",
                        seats.values().stream().map(SeatedModel::identity).toList())
                .text("item", from.sha256())
                .number("random-seed", setting.randomSeed)
                .number("round", setting.round)
                .number("sample", sampleIndex)
                .number("attempt", attempt)
                .texts(
                        "revise",
                        revise.stream()
                                .map(rejected -> rejected.id() + " " + Records.write(rejected.grade()))
                                .toList())
                .text("for", purpose)
                .sha256();
        return new TaskIdentity(
                hash,
                Seeds.of(
                        setting.randomSeed,
                        purpose,
                        step.id(),
                        setting.origins.source(),
                        from.item().id(),
                        Integer.toString(setting.round),
                        Integer.toString(sampleIndex),
                        Integer.toString(attempt)),
                step.id());
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
}
