package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.Rubric;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Subject;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Material;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What holds for every rubric.
///
/// @param <C> the configuration record
public abstract class RubricContract<C extends Record>
        extends ContributionContract<C, RubricContract.Example, Map<String, CriterionResult>> {
    /// The rubric.
    protected abstract Rubric<C> rubric();

    @Override
    final Rubric<C> contribution() {
        return rubric();
    }

    /// What a rubric says of a subject.
    ///
    /// @param subject what it is asked about
    /// @param replies what the models answer that it asks, in the order of its requests
    /// @param results by criterion: a level, a score such as `0.5`, or `abstained`, `ungraded`, `not-applicable`
    public record Example(Subject subject, List<Reply> replies, Map<String, String> results) {
        public Example {
            replies = List.copyOf(replies);
            results = Map.copyOf(results);
        }

        /// The same, with models that answer these texts.
        public Example replying(String... texts) {
            return replying(Stream.of(texts)
                    .map(text -> Reply.Answered.of(text, Usage.NONE))
                    .toArray(Reply[]::new));
        }

        /// The same, with models that give these replies.
        public Example replying(Reply... replies) {
            return new Example(subject, List.of(replies), results);
        }

        /// The same, with one more result.
        public Example gets(String criterion, String result) {
            var more = new TreeMap<>(results);
            more.put(criterion, result);
            return new Example(subject, replies, more);
        }
    }

    /// An example to complete with [Example#gets]: a prompt and its response.
    protected static Example example(String prompt, String response) {
        return example(Decided.subject(prompt, response));
    }

    /// An example to complete with [Example#gets].
    protected static Example example(Subject subject) {
        return new Example(subject, List.of(), Map.of());
    }

    @Override
    final Material material(Material configured) {
        return configured.grading(someExamples().stream()
                .map(example -> new Material.Given<>(example.subject(), example.replies()))
                .toList());
    }

    @Override
    final String howToWriteOne() {
        return "example(\"the prompt\", \"the response\").gets(\"criterion\", \"yes\")";
    }

    @Override
    final Map<String, CriterionResult> answer(Contribution<C> factory, C config, Context context, Example example)
            throws DidactException {
        try (Rubric.Grader grader = ((Rubric<C>) factory).open(config, context)) {
            var replies = example.replies().toArray(Reply[]::new);
            return new TreeMap<>(Steps.run(grader.grade(example.subject()), ScriptedModel.replying(replies)));
        }
    }

    @Override
    final void check(Example example, Map<String, CriterionResult> answer) {
        assertThat(example.results())
                .as(
                        "the example about '%s' says what it gets",
                        example.subject().sample().response())
                .isNotEmpty();
        var results = new TreeMap<String, String>();
        example.results().keySet().forEach(id -> results.put(id, word(answer.get(id))));
        assertThat(results)
                .as("results of '%s', of %s", example.subject().sample().response(), answer)
                .isEqualTo(new TreeMap<>(example.results()));
    }

    private static String word(@Nullable CriterionResult result) {
        return switch (result) {
            case Scored scored -> scored.level().orElseGet(() -> String.valueOf(scored.score()));
            case Abstained _ -> "abstained";
            case Ungraded _ -> "ungraded";
            case NotApplicable _ -> "not-applicable";
            case null -> "no such criterion";
        };
    }

    /// The results for one subject under the contract's configuration, without a host.
    protected final Map<String, CriterionResult> grade(Subject subject) throws DidactException {
        return grade(config(), subject);
    }

    /// The results for one subject, without a host.
    protected final Map<String, CriterionResult> grade(C config, Subject subject) throws DidactException {
        return answer(rubric(), config, context(), example(subject));
    }

    /// What one criterion says of one subject, without a host.
    protected final CriterionResult result(C config, Subject subject, String criterion) throws DidactException {
        CriterionResult result = grade(config, subject).get(criterion);
        if (result == null) {
            throw new AssertionError("no result for criterion '" + criterion + "'");
        }
        return result;
    }

    /// What one criterion that could be graded says of one subject, without a host.
    protected final Scored scored(C config, Subject subject, String criterion) throws DidactException {
        CriterionResult result = result(config, subject, criterion);
        if (result instanceof Scored scored) {
            return scored;
        }
        throw new AssertionError("criterion '" + criterion + "' is not scored: " + result);
    }
}
