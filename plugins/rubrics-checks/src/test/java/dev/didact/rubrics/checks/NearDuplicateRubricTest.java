package dev.didact.rubrics.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Subject;
import dev.didact.rubrics.checks.NearDuplicateRubric.Config;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullRubricContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearDuplicateRubricTest extends FullRubricContract<Config> {
    @Override
    protected Rubric<Config> rubric() {
        return new NearDuplicateRubric();
    }

    @Override
    protected String with() {
        return "similarity: 0.8";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example(behind(new Earlier(0, Optional.empty()))).gets("unlike-earlier", "yes"),
                example(behind(nearest(0.79))).gets("unlike-earlier", "yes"),
                example(behind(nearest(0.8))).gets("unlike-earlier", "no"));
    }

    private static Earlier nearest(double similarity) {
        return new Earlier(12, Optional.of(new Earlier.Nearest("bread", 2, similarity)));
    }

    private static Subject behind(Earlier earlier) {
        return subject(Optional.of(earlier));
    }

    private static Subject subject(Optional<Earlier> earlier) {
        return new Subject(
                Sample.of("prompt", "What is bread made of?"),
                0,
                Decided.item("prompt"),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                earlier);
    }

    private CriterionResult result(Subject subject) throws Exception {
        return result(config(), subject, "unlike-earlier");
    }

    @Test
    void aNearDuplicateIsToldWithWhatItIsLike() throws Exception {
        assertThat(result(behind(nearest(0.91)))).isInstanceOfSatisfying(Scored.class, scored -> {
            assertThat(scored.level()).contains("no");
            assertThat(scored.evidence()).containsExactly(Evidence.because("about 0.91 like sample 2 of item 'bread'"));
        });
    }

    @Test
    void whereNothingCameInOrderItIsUngraded() throws Exception {
        assertThat(result(subject(Optional.empty())))
                .isInstanceOfSatisfying(
                        Ungraded.class,
                        ungraded -> assertThat(ungraded.fault().kind()).isEqualTo(Fault.Kind.MISSING_INPUT));
    }

    @Test
    void itMakesTheStepTakeItemsInOrder() {
        assertThat(new NearDuplicateRubric().criteria(config())).allMatch(Criterion::wantsEarlier);
    }
}
