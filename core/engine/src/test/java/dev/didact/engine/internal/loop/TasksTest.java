package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.Evaluation;
import dev.didact.engine.Measured;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.RunHandle;
import dev.didact.engine.TaskCard;
import dev.didact.engine.TaskFile;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Measures by tasks, and evaluations, which measure alone.
class TasksTest extends BedTest {
    private static final String TASK = """
            didact: task/1
            name: additions
            version: 1.0.0
            licence: CC0-1.0
            params: { before: "" }
            sources:  [ { id: sums, use: jsonl, with: { path: sums.txt } } ]
            generate: [ { use: answer, with: { before: "${before}" } } ]
            grade:    [ { use: keyed } ]
            """;

    /// Two models of the same kind, one of which can add.
    private static final String EVALUATION = """
            didact: recipe/1
            name: evaluation
            models: { weak: { use: student, with: { skill: 0 } }, strong: { use: student, with: { skill: 100 } } }
            measure:
              - { id: weak, task: additions, model: weak }
              - { id: strong, task: additions, model: strong }
            """;

    @BeforeEach
    void writeTheTask() throws IOException {
        write(TASK);
        Files.writeString(task().resolveSibling("sums.txt"), "100+1\n200+2\n300+3\n400+4\n");
    }

    private Path task() {
        return bed.folder.resolve("tasks/additions/task.yaml");
    }

    private void write(String yaml) throws IOException {
        Files.createDirectories(task().getParent());
        Files.writeString(task(), yaml);
    }

    private Measured found(int run, String measure) {
        return bed.round(run, 0).measures().stream()
                .filter(one -> one.id().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRecipeThatOnlyMeasuresIsOverWhenAllWasAnswered() throws InterruptedException {
        RunEvent.Finished end = bed.run(EVALUATION);

        assertThat(end.reason()).isEqualTo("measured");
        assertThat(bed.rounds(1)).hasSize(1);
        assertThat(found(1, "weak").score()).isZero();
        assertThat(found(1, "strong").score()).isEqualTo(1);
        assertThat(found(1, "strong").n()).isEqualTo(4);
        assertThat(bed.world.asked).hasSize(8);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aTaskAsksTheStudentAtTheBaseAndAfterEachRound() throws InterruptedException {
        bed.run(Bed.RECIPE, "measure=[{id: own, task: additions, gate: must-not-fall}]");

        assertThat(bed.rounds(1))
                .hasSize(3)
                .allSatisfy(round -> assertThat(round.measures())
                        .singleElement()
                        .satisfies(measured -> assertThat(measured.n()).isEqualTo(4)));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aRoundThatLowersATaskThatMustNotFallIsGivenUp() throws Exception {
        Files.writeString(task().resolveSibling("sums.txt"), "100+1\n100+2\n100+3\n100+4\n100+5\n100+6\n");

        bed.run(
                Bed.RECIPE,
                "measure=[{id: own, task: additions, gate: must-not-fall}]",
                "learn.with.base=100",
                "learn.with.gain=-100");

        RoundFinished spoilt = bed.round(1, 1);
        assertThat(spoilt.measures().getFirst().score()).isZero();
        assertThat(spoilt.rolledBack()).isTrue();
        assertThat(bed.student(1)).contains(bed.checkpoints(1).getFirst());
    }

    @Test
    void aTaskWhoseGraderCannotGradeHasNoScore() throws Exception {
        for (String metric : new String[] {"accepted", "accuracy"}) {
            write(TASK.replace("keyed", "broken") + "metric: " + metric + "\n");

            RunEvent.Finished end = bed.run(EVALUATION);

            assertThat(end.measures()).hasSize(2).allSatisfy(measure -> {
                assertThat(measure.last().metric()).isEqualTo(metric);
                assertThat(measure.last().determined()).isFalse();
                assertThat(measure.last().score()).isNaN();
                assertThat(measure.last().ungraded()).isEqualTo(4);
            });
        }
    }

    @Test
    void anAnswerIsRightWhenAllRubricsOfTheTaskAcceptIt() throws Exception {
        write(TASK.replace("{ use: keyed }", "{ use: keyed }, { use: short, min: 0.4 }"));

        bed.run(EVALUATION);

        assertThat(found(1, "strong").n()).isEqualTo(4);
        assertThat(found(1, "strong").score()).isZero();
    }

    @Test
    void aTaskBringsTheModelThatJudges() throws Exception {
        write(TASK.replace("{ use: keyed }", "{ use: judged, judge: judge }")
                + "models: { judge: { use: remote, with: { skill: 61 } } }\n");

        bed.run(EVALUATION);

        assertThat(found(1, "strong").score()).isEqualTo(1);
        assertThat(bed.world.asked.stream().filter(call -> call.lastUserText().startsWith("judge ")))
                .hasSize(8);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void theParametersOfATaskAreThoseOfWhoUsesIt() throws InterruptedException {
        bed.run(EVALUATION, "measure.1.params={before: '1+'}");

        assertThat(bed.world.asked.stream().map(call -> call.lastUserText()).filter(text -> text.startsWith("1+")))
                .hasSize(4);
    }

    @Test
    void theItemsOfATaskAreTheSameUnderEveryRandomSeed() throws Exception {
        write(TASK.replace("use: jsonl, with: { path: sums.txt }", "use: sums, with: { count: 8 }"));

        bed.run(EVALUATION, "random-seed=1");
        var first = bed.world.asked.stream().map(call -> call.lastUserText()).collect(Collectors.toSet());
        bed.world.asked.clear();
        bed.run(EVALUATION, "random-seed=2");

        assertThat(bed.world.asked.stream().map(call -> call.lastUserText()).collect(Collectors.toSet()))
                .isEqualTo(first)
                .hasSize(8);
    }

    @Test
    void anEvaluationThatWasStoppedGoesOnAndRepeatsNoKeptCall() throws Exception {
        String waiting = EVALUATION.replace("use: student", "use: remote");
        var reached = new CountDownLatch(1);
        var calls = new AtomicInteger();
        bed.world.onCall = _ -> {
            if (calls.incrementAndGet() > 6) {
                reached.countDown();
                new CountDownLatch(1).await();
            }
            return Optional.empty();
        };
        RunHandle run = bed.start(waiting);
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        run.stop();
        assertThat(run.await().status()).isEqualTo(RunEvent.Status.STOPPED);
        bed.world.onCall = _ -> Optional.empty();
        int paid = bed.world.asked.size();

        bed.resume(1);

        assertThat(found(1, "weak").score()).isZero();
        assertThat(found(1, "strong").score()).isEqualTo(1);
        assertThat(bed.data(1, Kinds.CALL)).hasSize(8);
        assertThat(bed.world.asked.size() - paid).isEqualTo(8 - 6);
    }

    @Test
    void theSameTaskInAnotherRecipeTakesTheAnswersThatAreKept() throws InterruptedException {
        String waiting = EVALUATION.replace("use: student", "use: remote");
        bed.run(waiting);
        bed.world.asked.clear();

        RunEvent.Finished again =
                bed.run(waiting.replace("id: weak", "id: other").replace("name: evaluation", "name: b"));

        assertThat(bed.world.asked).isEmpty();
        assertThat(again.spending().reused()).isEqualTo(8);
    }

    @Test
    void aRunGoesOnOnlyWithTheTaskThatItBeganWith() throws Exception {
        var reached = new CountDownLatch(1);
        bed.world.onCall = _ -> {
            reached.countDown();
            new CountDownLatch(1).await();
            return Optional.empty();
        };
        RunHandle run = bed.start(EVALUATION);
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        run.stop();
        run.await();
        Files.writeString(task().resolveSibling("sums.txt"), "100+1\n");

        assertThatThrownBy(() -> bed.resume(1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("measure 'weak' of run 1 is pinned to a task with hash ")
                .hasMessageContaining("put the task back as it was");
    }

    @Test
    void checkCountsTheCallsOfAnEvaluation() throws InterruptedException {
        assertThat(bed.workspace.check(bed.text(EVALUATION)).calls()).hasValue(8);
    }

    @Test
    void twoModelsUnderOneTaskAreHeldAgainstEachOtherItemByItem() throws Exception {
        Files.writeString(
                task().resolveSibling("sums.txt"), "100+1\n100+2\n100+3\n100+4\n100+5\n100+6\n100+7\n100+8\n");

        bed.run(EVALUATION);

        Evaluation found = bed.workspace.evaluation(1).orElseThrow();
        assertThat(found.status()).isEqualTo("completed");
        assertThat(found.scores().stream().map(score -> score.task() + " " + score.model()))
                .containsExactly("additions@1.0.0 weak", "additions@1.0.0 strong");
        assertThat(found.differences()).singleElement().satisfies(one -> {
            assertThat(one.a()).isEqualTo("weak");
            assertThat(one.b()).isEqualTo("strong");
            assertThat(one.difference()).isEqualTo(1);
            assertThat(one.low()).isEqualTo(1);
            assertThat(one.paired()).isEqualTo(8);
            assertThat(one.won()).hasSize(8);
            assertThat(one.lost()).isEmpty();
        });
    }

    @Test
    void modelsThatCouldNotBeGradedAreNotHeldAgainstEachOther() throws Exception {
        write(TASK.replace("keyed", "broken"));

        bed.run(EVALUATION);

        Evaluation found = bed.workspace.evaluation(1).orElseThrow();
        assertThat(found.scores())
                .allSatisfy(score -> assertThat(score.measured().determined()).isFalse());
        assertThat(found.differences()).isEmpty();
    }

    @Test
    void aRunThatMeasuresByNoTaskIsNoEvaluation() throws InterruptedException {
        bed.run(Bed.PASS);

        assertThat(bed.workspace.evaluation(1)).isEmpty();
    }

    @Test
    void tasksArePutToTheModelsOfARecipeAndToProvidersAsTheyCome() throws InterruptedException {
        RecipeText from =
                bed.text(EVALUATION.replace("skill: 100", "skill: \"${skill}\"") + "params: { skill: 100 }\n");

        RecipeText asked = Evaluation.recipe(
                List.of("additions"),
                Map.of("before", "'1+'"),
                List.of("strong", "remote"),
                Optional.of(from),
                bed.folder,
                List.of("models.remote.with.skill=5"));
        bed.workspace.run(asked, _ -> {}).await();

        Evaluation found = bed.workspace.evaluation(1).orElseThrow();
        assertThat(found.scores().stream().map(Evaluation.Score::model)).containsExactly("strong", "remote");
        assertThat(bed.world.asked.stream().map(call -> call.lastUserText()))
                .hasSize(8)
                .allMatch(text -> text.startsWith("1+"));
        assertThat(bed.workspace.view(1).recipe()).contains("skill: 5", "id: additions-strong", "id: additions-remote");
    }

    @Test
    void theCardOfATaskSaysWhatAScoreStandsFor() {
        TaskCard card = bed.workspace.task("additions", bed.folder);

        assertThat(card.reference()).isEqualTo("additions@1.0.0");
        assertThat(card.licence()).isEqualTo("CC0-1.0");
        assertThat(card.metric()).isEqualTo("accepted");
        assertThat(card.data()).hasSize(64);
        assertThat(card.config().at("/properties/before/default").asString()).isEmpty();
        assertThat(card.uses())
                .containsExactly(
                        "dev.didact.sums.jsonl@0.1.0", "dev.didact.sums.answer@0.1.0", "dev.didact.sums.keyed@0.1.0");
        assertThat(bed.workspace.catalog().tasks().stream().map(TaskFile::fullId))
                .containsExactly("additions");
    }
}
