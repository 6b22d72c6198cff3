package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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

/// All that holds for a rubric that gives no more reason for doubt than it must.
///
/// @param <C> the configuration record
public abstract class FullRubricContract<C extends Record> extends RubricContract<C> {
    private List<String> criteria() throws Exception {
        return rubric().criteria(config()).stream().map(Criterion::id).toList();
    }

    @Test
    void theIdsOfItsCriteriaAreUniqueAndWellFormed() throws Exception {
        assertThat(criteria()).isNotEmpty().doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-z0-9-]*"));
        assertThat(rubric().criteria(config())).isEqualTo(rubric().criteria(config()));
    }

    @Test
    void itAnswersItsCriteriaAndNothingElse() throws Exception {
        for (Example example : someExamples()) {
            assertThat(graded(example)).as("%s", example.subject().sample()).containsOnlyKeys(criteria());
        }
    }

    @Test
    void everyScoreIsOnTheScaleOfItsCriterion() throws Exception {
        for (Example example : someExamples()) {
            Map<String, CriterionResult> results = graded(example);
            for (Criterion criterion : rubric().criteria(config())) {
                if (results.get(criterion.id()) instanceof Scored scored) {
                    isOn(criterion.scale(), scored);
                }
            }
        }
    }

    private static void isOn(Scale scale, Scored scored) {
        assertThat(scored.score()).isBetween(0.0, 1.0);
        if (scale instanceof Scale.Levels levels) {
            assertThat(scored.level().flatMap(levels::find))
                    .hasValueSatisfying(level -> assertThat(level.score()).isEqualTo(scored.score()));
        }
    }

    @Test
    void everyScoreSaysWhyAndQuotesWhatStandsThere() throws Exception {
        for (Example example : someExamples()) {
            for (CriterionResult result : graded(example).values()) {
                if (result instanceof Scored scored) {
                    assertThat(scored.evidence()).isNotEmpty();
                    scored.evidence().forEach(evidence -> stands(evidence, example.subject()));
                }
            }
        }
    }

    private static void stands(Evidence evidence, Subject subject) {
        assertThat(evidence.rationale()).isNotBlank();
        evidence.inSample().ifPresent(span -> standsIn(subject.sample().response(), span));
        evidence.inSource()
                .filter(span -> span.of().equals("prompt"))
                .ifPresent(span -> standsIn(subject.sample().prompt(), span));
    }

    private static void standsIn(String text, Span span) {
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
        assertThat(text.substring(span.start(), span.end())).isEqualTo(span.quote());
    }

    private Map<String, CriterionResult> graded(Example example) throws Exception {
        return answer(rubric(), config(), context(), example);
    }
}
