package dev.didact.rubrics.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Subject;
import dev.didact.rubrics.checks.MajorityRubric.Config;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullRubricContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MajorityRubricTest extends FullRubricContract<Config> {
    @Override
    protected Rubric<Config> rubric() {
        return new MajorityRubric();
    }

    @Override
    protected String with() {
        return "agree: 5";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example(vote(0, "a", "a", "a", "a", "a", "b")).gets("majority", "yes"),
                example(vote(5, "a", "a", "a", "a", "a", "b")).gets("majority", "no"),
                example(vote(0, "", "")).gets("majority", "no"),
                example(vote(0, "a")).gets("majority", "no"));
    }

    private static Subject vote(int own, String... responses) {
        List<Sample> siblings = Stream.of(responses)
                .map(response -> Sample.of("prompt", response))
                .toList();
        return new Subject(
                siblings.get(own),
                own,
                Decided.item("prompt"),
                List.of(),
                Optional.empty(),
                Map.of(),
                siblings,
                Optional.empty());
    }

    private CriterionResult result(Subject subject) throws Exception {
        return result(config(), subject, "majority");
    }

    @Test
    void fiveOfSixThatAgreeAreAMajorityAndTheSixthIsNot() throws Exception {
        assertThat(result(vote(0, "7", "7", "7", "8", "7", "7"))).isInstanceOfSatisfying(Scored.class, scored -> {
            assertThat(scored.level()).contains("yes");
            assertThat(scored.evidence()).containsExactly(Evidence.because("5 of 6 agree, 5 must"));
        });
        assertThat(result(vote(3, "7", "7", "7", "8", "7", "7"))).isInstanceOfSatisfying(Scored.class, scored -> {
            assertThat(scored.level()).contains("no");
            assertThat(scored.evidence()).containsExactly(Evidence.because("1 of 6 agree, 5 must"));
        });
    }

    @Test
    void fourOfSixAreTooFew() throws Exception {
        assertThat(result(vote(0, "7", "7", "7", "8", "7", "9")))
                .isInstanceOfSatisfying(
                        Scored.class, scored -> assertThat(scored.level()).contains("no"));
    }

    @Test
    void caseAndSpaceMakeNoDifference() throws Exception {
        assertThat(result(vote(0, "Old Salt", " old  salt\n", "OLD SALT", "old salt", "Old\tSalt", "salt")))
                .isInstanceOfSatisfying(
                        Scored.class, scored -> assertThat(scored.level()).contains("yes"));
    }

    @Test
    void emptyResponsesAgreeOnNothing() throws Exception {
        assertThat(result(vote(0, "", "", "", "", "", "")))
                .isInstanceOfSatisfying(
                        Scored.class, scored -> assertThat(scored.level()).contains("no"));
    }

    @Test
    void withoutSiblingsThereIsNoVote() throws Exception {
        Subject alone = new Subject(
                Sample.of("prompt", "7"),
                0,
                Decided.item("prompt"),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty());

        assertThat(result(alone))
                .isInstanceOfSatisfying(
                        Ungraded.class,
                        ungraded -> assertThat(ungraded.fault().kind()).isEqualTo(Fault.Kind.MISSING_INPUT));
    }

    @Test
    void itMakesTheEngineWaitForTheWholeItem() {
        assertThat(new MajorityRubric().criteria(config())).allMatch(Criterion::wantsSiblings);
    }
}
