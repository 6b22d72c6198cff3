package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Rubric;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What holds for every rubric.
///
/// @param <C> the configuration record
public abstract class RubricContract<C extends Record> {
    /// The rubric.
    protected abstract Rubric<C> rubric();

    /// A configuration.
    protected abstract C config();

    /// What to ask it about: good samples, bad ones, odd ones.
    protected abstract List<Subject> subjects();

    /// A model for the calls that one grading makes.
    protected ScriptedModel model() {
        return ScriptedModel.answering();
    }

    /// The context to open it in.
    protected Context context() {
        return FakeContext.withRandomSeed(7);
    }

    /// The results for one subject under the contract's configuration.
    protected final Map<String, CriterionResult> grade(Subject subject) throws DidactException {
        return grade(config(), subject);
    }

    /// The results for one subject.
    protected final Map<String, CriterionResult> grade(C config, Subject subject) throws DidactException {
        try (Rubric.Grader grader = rubric().open(config, context())) {
            return Steps.run(grader.grade(subject), model());
        }
    }

    /// What one criterion says of one subject.
    protected final CriterionResult result(C config, Subject subject, String criterion) throws DidactException {
        CriterionResult result = grade(config, subject).get(criterion);
        if (result == null) {
            throw new AssertionError("no result for criterion '" + criterion + "'");
        }
        return result;
    }

    /// What one criterion that could be graded says of one subject.
    protected final Scored scored(C config, Subject subject, String criterion) throws DidactException {
        CriterionResult result = result(config, subject, criterion);
        if (result instanceof Scored scored) {
            return scored;
        }
        throw new AssertionError("criterion '" + criterion + "' is not scored: " + result);
    }

    @Test
    void theIdsOfItsCriteriaAreUniqueAndWellFormed() throws Exception {
        List<String> ids =
                rubric().criteria(config()).stream().map(Criterion::id).toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-z0-9-]*"));
        assertThat(rubric().criteria(config())).isEqualTo(rubric().criteria(config()));
    }

    @Test
    void itAnswersItsCriteriaAndNothingElse() throws Exception {
        List<String> ids =
                rubric().criteria(config()).stream().map(Criterion::id).toList();
        for (Subject subject : subjects()) {
            assertThat(grade(subject)).as("%s", subject.sample()).containsOnlyKeys(ids);
        }
    }

    @Test
    void theSameSubjectGetsTheSameResults() throws Exception {
        for (Subject subject : subjects()) {
            assertThat(grade(subject)).isEqualTo(grade(subject));
        }
    }

    @Test
    void everyScoreIsOnTheScaleOfItsCriterion() throws Exception {
        for (Subject subject : subjects()) {
            Map<String, CriterionResult> results = grade(subject);
            for (Criterion criterion : rubric().criteria(config())) {
                if (results.get(criterion.id()) instanceof Scored scored) {
                    assertThat(scored.score()).isBetween(0.0, 1.0);
                    if (criterion.scale() instanceof Scale.Levels levels) {
                        assertThat(scored.level().flatMap(levels::find))
                                .hasValueSatisfying(
                                        level -> assertThat(level.score()).isEqualTo(scored.score()));
                    }
                }
            }
        }
    }

    @Test
    void everyScoreSaysWhyAndQuotesWhatStandsThere() throws Exception {
        for (Subject subject : subjects()) {
            for (CriterionResult result : grade(subject).values()) {
                if (result instanceof Scored scored) {
                    assertThat(scored.evidence()).isNotEmpty();
                    for (Evidence evidence : scored.evidence()) {
                        assertThat(evidence.rationale()).isNotBlank();
                        evidence.inSample()
                                .ifPresent(span -> standsIn(subject.sample().response(), span));
                        evidence.inSource()
                                .filter(span -> span.of().equals("prompt"))
                                .ifPresent(span -> standsIn(subject.sample().prompt(), span));
                    }
                }
            }
        }
    }

    private static void standsIn(String text, Span span) {
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
        assertThat(text.substring(span.start(), span.end())).isEqualTo(span.quote());
    }
}
