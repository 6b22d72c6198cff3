package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.Fault;
import dev.didact.api.NoConfig;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Span;
import dev.didact.api.model.Message;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ways to grade an answer.
final class SumRubrics {
    private SumRubrics() {}

    /// Whether the answer is the sum, and whether it is a number at all.
    record Right(Sums world) implements Rubric<NoConfig> {
        private static final Criterion NUMBER = Criterion.yesNo("number", "Is it a number?");
        private static final Criterion SUM = Criterion.yesNo("sum", "Is it the sum?");

        @Override
        public List<Criterion> criteria(NoConfig config) {
            return List.of(NUMBER, SUM);
        }

        @Override
        public Grader open(NoConfig config, Context context) {
            return subject -> {
                world.seen.add(subject.toString());
                subject.reference().ifPresent(world.references::add);
                Sample sample = subject.sample();
                String response = sample.response();
                boolean right = response.equals(Sums.sum(sample.prompt())) || response.equals(world.alsoRight);
                return Step.done(Map.of(
                        "number",
                        NUMBER.answer(
                                response.matches("[0-9]+"),
                                List.of(Evidence.quote(Span.response(response, 0, response.length()), "the answer"))),
                        "sum",
                        SUM.answer(
                                right,
                                subject.sources().stream()
                                        .map(source -> Evidence.missing(
                                                Span.source(
                                                        source, 2, source.text().length()),
                                                "the last terms"))
                                        .toList())));
            };
        }
    }

    /// Whether the answer is the one that the source knows.
    record Keyed(Sums world) implements Rubric<NoConfig> {
        private static final Criterion KEY =
                new Criterion("key", "Is it the right answer?", Scale.yesNo(), Set.of("reference"), Set.of());

        @Override
        public List<Criterion> criteria(NoConfig config) {
            return List.of(KEY);
        }

        @Override
        public Grader open(NoConfig config, Context context) {
            return subject -> {
                subject.reference().ifPresent(world.references::add);
                return Step.done(Map.of(
                        "key",
                        KEY.answer(
                                subject.reference()
                                        .equals(Optional.of(subject.sample().response())),
                                List.of())));
            };
        }
    }

    /// How short the answer is: a number between 0 and 1.
    record Brevity() implements Rubric<NoConfig> {
        private static final Criterion LENGTH =
                new Criterion("length", "How short is it?", new Scale.Range(), Set.of(), Set.of());

        @Override
        public List<Criterion> criteria(NoConfig config) {
            return List.of(LENGTH);
        }

        @Override
        public Grader open(NoConfig config, Context context) {
            return subject -> Step.done(Map.of(
                    "length",
                    LENGTH.measured(
                            1.0 / Math.max(1, subject.sample().response().length()), List.of())));
        }
    }

    /// Whether more than half of the answers to the question are the same.
    record Agreed() implements Rubric<NoConfig> {
        private static final Criterion MAJORITY =
                new Criterion("majority", "Do most say so?", Scale.yesNo(), Set.of(Criterion.SIBLINGS), Set.of());

        @Override
        public List<Criterion> criteria(NoConfig config) {
            return List.of(MAJORITY);
        }

        @Override
        public Grader open(NoConfig config, Context context) {
            return subject -> {
                long same = subject.siblings().stream()
                        .filter(sibling ->
                                sibling.response().equals(subject.sample().response()))
                        .count();
                return Step.done(Map.of(
                        "majority",
                        MAJORITY.answer(
                                2 * same > subject.siblings().size(),
                                List.of(Evidence.because(
                                        same + " of " + subject.siblings().size())))));
            };
        }
    }

    /// Whether the answer is less than 0.8 like all that came before.
    record New() implements Rubric<NoConfig> {
        private static final Criterion NEW =
                new Criterion("new", "Is it new?", Scale.yesNo(), Set.of(Criterion.EARLIER), Set.of());

        @Override
        public List<Criterion> criteria(NoConfig config) {
            return List.of(NEW);
        }

        @Override
        public Grader open(NoConfig config, Context context) {
            return subject -> {
                Earlier earlier = subject.earlier().orElseThrow();
                String like = earlier.nearest()
                        .filter(nearest -> nearest.similarity() >= 0.8)
                        .map(Earlier.Nearest::item)
                        .orElse("");
                return Step.done(Map.of(
                        "new",
                        NEW.answer(
                                like.isEmpty(),
                                List.of(Evidence.because(earlier.samples() + " before, like: " + like)))));
            };
        }
    }

    /// Whether a model says that the answer is the sum.
    record Judged() implements Rubric<NoConfig> {
        private static final Criterion JUDGE = Criterion.yesNo("judge", "Does the judge say so?");
        private static final Shape VERDICT =
                new Shape("verdict", List.of(Shape.Field.oneOf("level", "the level", List.of("yes", "no"))));

        @Override
        public List<Criterion> criteria(NoConfig config) {
            return List.of(JUDGE);
        }

        @Override
        public Grader open(NoConfig config, Context context) {
            return subject -> {
                String question = "judge " + subject.sample().prompt() + "="
                        + subject.sample().response();
                var request = new Request(
                        Request.JUDGE,
                        List.of(Message.user(question)),
                        Optional.of(VERDICT),
                        Settings.DEFAULT.withTemperature(0));
                return Step.ask(request, reply -> Map.of("judge", result(reply)));
            };
        }

        private static CriterionResult result(Reply reply) {
            return switch (reply) {
                case Reply.Answered answered -> JUDGE.level(answered.inShape().text("level"), List.of());
                case Reply.Failed failed -> new Ungraded(failed.fault());
            };
        }
    }

    /// Fails to grade, in a way of its own.
    record Broken() implements Rubric<Broken.Config> {
        /// @param how the way
        record Config(@Default("ungraded") How how) {}

        /// Ways to fail.
        enum How {
            UNGRADED,
            THROW,
            SILENT,
            NOTHING,
            NO_ANSWER,
            NO_EVIDENCE,
            OF_ANOTHER_TYPE,
            TOO_LONG,
            INVENTED_QUOTE
        }

        private static final Criterion WHOLE = Criterion.yesNo("whole", "Is it whole?");

        @Override
        public List<Criterion> criteria(Config config) {
            return List.of(WHOLE);
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // this is what is tested
        private static Map<String, CriterionResult> untyped() {
            return (Map) Map.of("whole", "yes");
        }

        @Override
        public Grader open(Config config, Context context) {
            return _ -> switch (config.how()) {
                case UNGRADED -> Step.done(Map.of("whole", Ungraded.of(Fault.Kind.UNPARSEABLE, "not understood")));
                case THROW -> throw new IllegalStateException("cannot be graded");
                case SILENT -> Step.done(Map.of());
                case NOTHING -> Step.done(Nothing.of());
                case NO_ANSWER -> Step.done(Collections.singletonMap("whole", Nothing.of()));
                case NO_EVIDENCE -> Step.done(Map.of("whole", WHOLE.answer(true, Nothing.of())));
                case OF_ANOTHER_TYPE -> Step.done(untyped());
                case TOO_LONG ->
                    Step.done(Map.of(
                            "whole", WHOLE.answer(true, List.of(Evidence.because("because ".repeat(3_000_000))))));
                case INVENTED_QUOTE ->
                    Step.done(Map.of(
                            "whole",
                            WHOLE.answer(
                                    true, List.of(Evidence.quote(new Span(Span.RESPONSE, 0, 3, "xyz"), "it says")))));
            };
        }
    }
}
