package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Passage;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.internal.workspace.Kinds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradesTest extends BedTest {
    @Test
    void withoutRubricsEverySampleIsAccepted() throws InterruptedException {
        bed.run(Bed.PASS, "grade=[]");

        assertThat(bed.samples(1)).hasSize(6).allSatisfy(sample -> {
            assertThat(sample.verdict()).isInstanceOf(Verdict.Accepted.class);
            assertThat(sample.grade()).isEqualTo(Grade.none());
        });
    }

    @Test
    void aCriterionThatIsSwitchedOffIsNotCounted() throws InterruptedException {
        bed.run(Bed.PASS);
        bed.run(Bed.PASS, "grade.0.without=[sum]");

        assertThat(bed.round(1, 1).accepted()).isLessThan(6);
        assertThat(bed.round(2, 1).accepted()).isEqualTo(6);
        assertThat(bed.samples(2).getFirst().grade().criteria().stream().map(Grade.Entry::criterion))
                .containsExactly("number");
    }

    @Test
    void theLeastScoreOfTheRecipeDecides() throws InterruptedException {
        bed.run(Bed.PASS, "grade.0.min=0.5");

        assertThat(bed.round(1, 1).accepted()).isEqualTo(6);
        assertThat(bed.samples(1)).anyMatch(sample -> sample.grade().total().getAsDouble() == 0.5);
    }

    @Test
    void aSampleIsAcceptedIfEveryEntryAcceptsItAndRejectedByTheFirstThatRejects() throws InterruptedException {
        bed.run(Bed.PASS, "grade=[{use: right}, {use: short, min: 0.3}]");

        Map<Verdict, List<DecidedSample>> decided =
                bed.samples(1).stream().collect(Collectors.groupingBy(DecidedSample::verdict));
        assertThat(decided.keySet()).contains(new Verdict.Rejected("sum"));
        assertThat(bed.samples(1)).allSatisfy(sample -> {
            boolean right =
                    sample.sample().response().equals(Sums.sum(sample.sample().prompt()));
            boolean isShort = sample.sample().response().length() <= 3;
            assertThat(sample.verdict())
                    .isEqualTo(
                            !right
                                    ? new Verdict.Rejected("sum")
                                    : isShort ? new Verdict.Accepted() : new Verdict.Rejected("length"));
        });
    }

    @Test
    void aRejectionGoesBeforeAFailureToGradeWhicheverEntryComesFirst() throws InterruptedException {
        bed.run(Bed.PASS, "grade=[{use: broken}, {use: right}]");

        assertThat(bed.samples(1).stream().map(DecidedSample::verdict).distinct())
                .containsExactlyInAnyOrder(new Verdict.Rejected("sum"), new Verdict.Quarantined("ungraded:whole"));
        assertThat(bed.samples(1)).allMatch(sample -> sample.grade().total().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(SumRubrics.Broken.How.class)
    void aGraderThatFailsQuarantinesAndNeverAccepts(SumRubrics.Broken.How how) throws InterruptedException {
        bed.run(Bed.PASS, "generate.0.tries=3", "grade=[{use: broken, with: {how: " + word(how) + "}}]");

        RoundFinished round = bed.round(1, 1);
        assertThat(round.accepted()).isZero();
        assertThat(round.quarantined()).isEqualTo(6);
        assertThat(round.ungraded()).isEqualTo(6);
        assertThat(round.reasons()).isEqualTo(Map.of("ungraded:whole", 6L));
        assertThat(bed.samples(1))
                .allSatisfy(sample -> assertThat(sample.grade().criteria())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.result()).isInstanceOf(CriterionResult.Ungraded.class)));
    }

    @ParameterizedTest
    @EnumSource(SumGenerators.Failing.How.class)
    void aGeneratorThatFailsCostsItsOwnSample(SumGenerators.Failing.How how) throws InterruptedException {
        bed.run(Bed.PASS, "generate=[{use: failing, model: student, with: {how: " + word(how) + "}}]");

        RoundFinished round = bed.round(1, 1);
        assertThat(round.generated()).isEqualTo(5);
        assertThat(round.failed()).isEqualTo(1);
        assertThat(round.health())
                .anySatisfy(alarm -> assertThat(alarm.message()).contains("plugin dev.didact.sums@0.1.0 failed"));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    private static String word(Enum<?> how) {
        return how.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Test
    void aRubricThatLooksAtSiblingsSeesAllSamplesOfTheItem() throws InterruptedException {
        bed.run(Bed.PASS, "generate.0.per-item=5", "grade=[{use: agreed}]");

        assertThat(bed.samples(1)).hasSize(30).allSatisfy(sample -> {
            List<String> all = bed.samples(1).stream()
                    .filter(other -> other.item().equals(sample.item()))
                    .map(other -> other.sample().response())
                    .toList();
            long same = all.stream().filter(sample.sample().response()::equals).count();
            assertThat(all).hasSize(5);
            assertThat(sample.verdict() instanceof Verdict.Accepted).isEqualTo(same > 2);
        });
        assertThat(bed.round(1, 1).accepted()).isBetween(1L, 29L);
    }

    @Test
    void aSampleThatIsTriedAgainSeesTheSiblingsThatWereAccepted() throws InterruptedException {
        bed.run(Bed.PASS, "generate.0.per-item=5", "generate.0.tries=2", "grade=[{use: agreed}]");

        List<DecidedSample> again =
                bed.samples(1).stream().filter(sample -> sample.attempt() == 2).toList();
        assertThat(again)
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(((CriterionResult.Scored)
                                        sample.grade().criteria().getFirst().result())
                                .evidence()
                                .getFirst()
                                .rationale())
                        .endsWith("of 5"));
    }

    @Test
    void anExplanationNamesThePlaceOfAQuoteInTheDocument() throws InterruptedException {
        bed.run(Bed.PASS);

        Passage source = bed.samples(1).getFirst().item().passages().getFirst();
        assertThat(bed.workspace.view(1).explain(1).toString())
                .contains("in " + source.document() + "[2," + source.end() + "): \"");
    }

    @Test
    void aRubricIsNoSignalWhereNothingIsGenerated() throws InterruptedException {
        String recipe = Bed.RECIPE + "arms: { full: {}, more-training: { generate: [] } }\n";
        RecipeText full = bed.text(recipe, "grade=[{use: keyed}]");
        assertThat(bed.workspace.check(full).signals())
                .containsExactly(
                        "rule: 'keyed' holds samples against their sources by code; no model verifies",
                        "given examples: 30 % of each lesson");
        assertThat(bed.workspace.check(full.withArm("more-training")).signals())
                .containsExactly("given examples: 100 % of each lesson");
    }

    @Test
    void aJudgeIsAskedAtItsSeat() throws InterruptedException {
        bed.run(Bed.PASS, "grade=[{use: judged, judge: judge}]");

        assertThat(bed.samples(1))
                .hasSize(6)
                .allSatisfy(sample -> assertThat(sample.verdict())
                        .isEqualTo(
                                sample.sample()
                                                .response()
                                                .equals(Sums.sum(sample.sample().prompt()))
                                        ? new Verdict.Accepted()
                                        : new Verdict.Rejected("judge")));
        assertThat(bed.workspace.view(1).signals()).containsExactly("judge: model 'judge' grades");
        assertThat(bed.data(1, Kinds.CALL).stream()
                        .map(call -> call.get("model").stringValue())
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                .isEqualTo(Map.of("judge", 6L, "student", 6L));
    }

    @Test
    void aJudgeWithoutAModelQuarantinesAndSaysWhatToAdd() throws InterruptedException {
        bed.run(Bed.PASS, "grade=[{use: judged}]");

        assertThat(bed.round(1, 1).quarantined()).isEqualTo(6);
        assertThat(bed.workspace.view(1).explain(1).toString()).contains("judge: NAME");
    }

    @Test
    void aGeneratorMayAskSeveralTimesAndSeveralThingsAtOnce() throws InterruptedException {
        bed.run(Bed.PASS, "generate=[{use: draft, model: student}]");

        assertThat(bed.samples(1)).hasSize(6);
        assertThat(bed.kept(1)).hasSize(18);
        assertThat(bed.asked()).doesNotHaveDuplicates().hasSize(18);
    }

    @Test
    void everyGeneratorCountsItsOwnSamples() throws InterruptedException {
        bed.run(
                Bed.PASS,
                "generate=[{use: answer, model: student, per-item: 2}, {id: other, use: answer, model: judge}]");

        assertThat(bed.samples(1).subList(0, 3).stream().map(DecidedSample::sampleIndex))
                .containsExactly(0, 1, 0);
        assertThat(bed.samples(1).subList(0, 3).stream()
                        .map(sample -> sample.provenance().generatedBy().step()))
                .containsExactly("answer", "answer", "other");
    }

    @Test
    void generatorsThatAreAlikeAskForThemselves() throws InterruptedException {
        bed.run(
                Bed.PASS,
                "generate=[{use: answer, model: student, per-item: 2}, {id: other, use: answer, model: student}]");

        assertThat(bed.samples(1)).hasSize(18);
        assertThat(bed.kept(1)).hasSize(18);
        assertThat(bed.asked()).doesNotHaveDuplicates().hasSize(18);
        assertThat(bed.data(1, Kinds.SAMPLE).stream().map(sample -> sample.get("id")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aGeneratorThatIsPutBeforeAnotherLeavesTheSamplesOfThatOneAsTheyAre() throws InterruptedException {
        bed.run(Bed.PASS, "generate=[{id: mine, use: answer, model: student}]");
        bed.run(Bed.PASS, "generate=[{id: new, use: answer, model: student}, {id: mine, use: answer, model: student}]");

        assertThat(made(2, "mine")).hasSize(6).isEqualTo(made(1, "mine"));
    }

    /// Identity and content of the samples of a step.
    private List<String> made(int run, String step) {
        return bed.data(run, Kinds.SAMPLE).stream()
                .filter(sample ->
                        sample.at("/provenance/generatedBy/step").stringValue().equals(step))
                .map(sample -> sample.get("id") + " " + sample.get("sample"))
                .toList();
    }
}
