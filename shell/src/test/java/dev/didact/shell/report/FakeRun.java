package dev.didact.shell.report;

import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Provenance.Derivation;
import dev.didact.api.data.Provenance.GeneratedBy;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Usage;
import dev.didact.engine.Alarm;
import dev.didact.engine.Explanation;
import dev.didact.engine.Measured;
import dev.didact.engine.Measured.AtLevel;
import dev.didact.engine.Money;
import dev.didact.engine.Rows;
import dev.didact.engine.RunEvent.Finished;
import dev.didact.engine.RunEvent.FirstAndLast;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.RunSummary;
import dev.didact.engine.RunView;
import dev.didact.engine.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A run made by hand: an arm of the first run with given held-out scores.
record FakeRun(
        RunSummary summary,
        String recipe,
        Map<String, String> environment,
        List<String> signals,
        List<RoundFinished> rounds,
        Optional<Finished> finished,
        List<DecidedSample> decided)
        implements RunView {
    private static final int ITEMS = 250;
    private static final Licence LICENCE =
            Licence.declared("CC0-1.0", "made by the source 'rank' from a random seed; dedicated to the public domain");

    @Override
    public Stream<DecidedSample> samples() {
        return decided.stream();
    }

    @Override
    public Explanation explain(long sample) {
        return Explanation.of("sample " + sample);
    }

    @Override
    public Rows ask(String sql) {
        throw new AssertionError("a report asks no index, asked for " + sql);
    }

    /// The four arms of the first run over eight rounds.
    static List<RunView> fourArms() {
        return List.of(
                arm(1, "verified", 0.064, 0.240, 0.624, 0.856, 0.968, 0.980, 0.992, 0.996, 0.988),
                arm(2, "vote", 0.064, 0.176, 0.364, 0.552, 0.696, 0.784, 0.824, 0.860, 0.856)
                        .alarming(5, new Alarm("reward-gap", 0.14, "acceptance rises faster than the held-out score")),
                arm(3, "none", 0.064, 0.080, 0.096, 0.072, 0.100, 0.084, 0.092, 0.096, 0.088)
                        .withoutSignals(),
                arm(4, "more-training", 0.064, 0.076, 0.100, 0.092, 0.116, 0.104, 0.112, 0.100, 0.108));
    }

    /// A finished run of the recipe `first-run`.
    ///
    /// @param heldOut the scores, the base first
    static FakeRun arm(int run, String arm, double... heldOut) {
        List<RoundFinished> rounds = new ArrayList<>();
        for (int round = 0; round < heldOut.length; round++) {
            rounds.add(round(run, round, heldOut[round]));
        }
        Measured last = measured(heldOut[heldOut.length - 1]);
        return new FakeRun(
                new RunSummary(
                        run, "first-run", arm, "completed", "rounds", heldOut.length - 1, 3272, Optional.of(last)),
                "didact: recipe/1\nname: first-run\nrandom-seed: 4\narm: " + arm
                        + "\ngrade:\n  - use: brief\nuntil:\n  rounds: 8\n",
                Map.of(
                        "java", "25.0.3 Temurin",
                        "os", "Linux amd64",
                        "processors", "2",
                        "plugin dev.didact.student", "0.1.0 sha256:" + "4fd1".repeat(16),
                        "plugin dev.didact.briefs", "0.1.0 sha256:" + "9b07".repeat(16)),
                List.of(
                        "rule: 'brief' holds samples against their sources by code; no model verifies",
                        "given examples: 30 % of each lesson"),
                rounds,
                Optional.of(new Finished(
                        run,
                        Status.COMPLETED,
                        "rounds",
                        "",
                        3272,
                        List.of(new FirstAndLast("held-out", measured(heldOut[0]), last)),
                        spent(52_000, 61_000),
                        Optional.empty(),
                        41.9)),
                List.of(accepted(run, 1), rejected(run, 2), hostile(run, 3), quarantined(run, 4), accepted(run, 5)));
    }

    FakeRun alarming(int round, Alarm alarm) {
        List<RoundFinished> alarmed = rounds.stream()
                .map(each -> each.round() < round ? each : with(each, each.rolledBack(), List.of(alarm)))
                .toList();
        return new FakeRun(summary, recipe, environment, signals, alarmed, finished, decided);
    }

    FakeRun rolledBack(int round) {
        List<RoundFinished> given = rounds.stream()
                .map(each -> each.round() == round ? with(each, true, each.health()) : each)
                .toList();
        return new FakeRun(summary, recipe, environment, signals, given, finished, decided);
    }

    FakeRun withoutSignals() {
        return new FakeRun(summary, recipe, environment, List.of(), rounds, finished, decided);
    }

    FakeRun running() {
        return new FakeRun(summary, recipe, environment, signals, rounds, Optional.empty(), decided);
    }

    FakeRun withSamples(DecidedSample... samples) {
        return new FakeRun(summary, recipe, environment, signals, rounds, finished, List.of(samples));
    }

    FakeRun withRounds(List<RoundFinished> rounds) {
        return new FakeRun(summary, recipe, environment, signals, rounds, Optional.empty(), decided);
    }

    private static RoundFinished with(RoundFinished round, boolean rolledBack, List<Alarm> health) {
        return new RoundFinished(
                round.run(),
                round.round(),
                round.generated(),
                round.accepted(),
                round.rejected(),
                round.quarantined(),
                round.ungraded(),
                round.undecided(),
                round.failed(),
                round.reasons(),
                round.steps(),
                round.measures(),
                round.coverage(),
                round.novelty(),
                round.levels(),
                rolledBack,
                health,
                round.spending(),
                round.seconds());
    }

    private static RoundFinished round(int run, int round, double heldOut) {
        long generated = round == 0 ? 0 : 1000 - 60L * round;
        long accepted = round == 0 ? 0 : Math.min(generated, 113 + 60L * round);
        long refused = generated - accepted;
        return new RoundFinished(
                run,
                round,
                generated,
                accepted,
                refused,
                0,
                0,
                0,
                0,
                refused == 0
                        ? Map.of()
                        : Map.of(
                                "grounding",
                                refused / 2,
                                "completeness",
                                refused / 3,
                                "form",
                                refused / 7,
                                "order",
                                2L),
                List.of(),
                List.of(measured(heldOut)),
                (double) accepted / Math.max(1, generated),
                0.98,
                round == 0 ? Map.of() : Map.of("briefs", Math.min(9, 4 + round)),
                false,
                List.of(),
                spent(6_000, 7_000),
                4.4 + round / 10.0);
    }

    private static Spending spent(long in, long out) {
        return Spending.of("student", new Spending.Share(500, 0, 500, new Usage(in, out), Optional.of(Money.NOTHING)));
    }

    /// A share of 250 items with its Wilson interval.
    static Measured measured(double score) {
        double z = 1.959964;
        double middle = (score + z * z / (2 * ITEMS)) / (1 + z * z / ITEMS);
        double half = z / (1 + z * z / ITEMS) * Math.sqrt(score * (1 - score) / ITEMS + z * z / (4.0 * ITEMS * ITEMS));
        return new Measured(
                "held-out",
                "accepted",
                score,
                middle - half,
                middle + half,
                ITEMS,
                0,
                0,
                IntStream.rangeClosed(5, 9)
                        .mapToObj(level -> new AtLevel(level, Math.pow(score, (level - 2) / 4.0), 50))
                        .toList());
    }

    private static DecidedSample accepted(int run, int number) {
        String response = "1u3b4o6e7a";
        Evidence supported = Evidence.claim(
                Span.response(response, 0, 2),
                Optional.of(new Span("prompt", 4, 6, "u1")),
                ClaimState.SUPPORTED,
                "source: u has 1");
        return sample(
                run,
                number,
                Sample.of("b3o4u1a7e6=", response)
                        .reading(
                                "Of the five, u leads with 1, then b with 3, then o with 4, then e with 6, then a with 7."),
                new Grade(
                        List.of(
                                entry("form", yes(Evidence.because("5 pairs of digit and letter, and nothing else"))),
                                entry("grounding", yes(supported)),
                                entry("completeness", yes(Evidence.because("each of the 5 facts is spoken of"))),
                                entry("order", yes(Evidence.because("the digits rise from first to last")))),
                        OptionalDouble.of(1)),
                new Verdict.Accepted());
    }

    private static DecidedSample rejected(int run, int number) {
        String response = "1u3e4o6e7a";
        return sample(
                run,
                number,
                Sample.of("b3o4u1a7e6=", response)
                        .reading(
                                "Of the five, u leads with 1, then e with 3, then o with 4, then e with 6, then a with 7."),
                new Grade(
                        List.of(
                                entry("form", yes(Evidence.because("5 pairs of digit and letter, and nothing else"))),
                                entry(
                                        "grounding",
                                        new Scored(
                                                Optional.of("no"),
                                                0,
                                                List.of(
                                                        Evidence.claim(
                                                                Span.response(response, 0, 2),
                                                                Optional.of(new Span("prompt", 4, 6, "u1")),
                                                                ClaimState.SUPPORTED,
                                                                "source: u has 1"),
                                                        Evidence.claim(
                                                                Span.response(response, 2, 4),
                                                                Optional.of(new Span("prompt", 8, 10, "e6")),
                                                                ClaimState.CONTRADICTED,
                                                                "source: e has 6, b has 3")))),
                                entry("completeness", yes(Evidence.because("each of the 5 facts is spoken of"))),
                                entry("order", yes(Evidence.because("the digits rise from first to last")))),
                        OptionalDouble.of(0.75)),
                new Verdict.Rejected("grounding"));
    }

    /// A sample whose text tries to leave its place.
    static DecidedSample hostile(int run, int number) {
        String response =
                "<script>alert('1')</script>\u202Egnp.exe\u0007 <img src=\"http://127.0.0.1/x\" onerror=go()>";
        return sample(
                run,
                number,
                Sample.of("</dd></dl><h1>b3", response).reading("not a ranking: '" + response + "'"),
                new Grade(
                        List.of(entry(
                                "form",
                                new Scored(
                                        Optional.of("no"),
                                        0,
                                        List.of(Evidence.quote(
                                                Span.response(response, 0, 8),
                                                "'<script>' belongs to no pair of a digit and then a letter"))))),
                        OptionalDouble.of(0)),
                new Verdict.Rejected("form"));
    }

    private static DecidedSample quarantined(int run, int number) {
        return sample(
                run,
                number,
                Sample.of("b3o4=", "3b4o"),
                new Grade(
                        List.of(entry(
                                "grounding",
                                CriterionResult.Ungraded.of(
                                        dev.didact.api.Fault.Kind.NO_SOURCE, "the prompt holds no facts"))),
                        OptionalDouble.empty()),
                new Verdict.Quarantined("ungraded:grounding"));
    }

    private static Grade.Entry entry(String criterion, CriterionResult result) {
        return new Grade.Entry("dev.didact.briefs.brief@0.1.0", criterion, result);
    }

    private static CriterionResult yes(Evidence evidence) {
        return new Scored(Optional.of("yes"), 1, List.of(evidence));
    }

    static DecidedSample sample(int run, int number, Sample sample, Grade grade, Verdict verdict) {
        Document document = Document.generated("rank", "b3o4u1a7e6", "b3o4u1a7e6", LICENCE);
        return new DecidedSample(
                run + "/" + number,
                Item.of("b3o4u1a7e6", "b3o4u1a7e6=", document.whole())
                        .withColumns(Map.of("text", "b has 3, o has 4, u has 1, a has 7, e has 6"))
                        .atLevel(5),
                0,
                1,
                sample,
                grade,
                verdict,
                new Provenance(
                        List.of(new Derivation(
                                "briefs", document.id(), document.origin().sha256(), 0, 10, "item", LICENCE)),
                        new GeneratedBy(
                                run, 1, "generate", "dev.didact.briefs.answer@0.1.0", "c0ffee", 4, OptionalInt.of(5)),
                        List.of(new WrittenBy(
                                "dev.didact.student.student",
                                "student",
                                "didact-student",
                                Optional.of("3fa9".repeat(16)),
                                "CC0-1.0",
                                Served.LOCAL)),
                        "CC0-1.0",
                        List.of("source briefs is CC0-1.0")));
    }
}
