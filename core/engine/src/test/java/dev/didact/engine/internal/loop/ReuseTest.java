package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Cassette;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run takes from the runs before it.
@Timeout(60)
class ReuseTest extends BedTest {
    /// Sums are answered, right answers are answered again, and a judge looks at that.
    private static final String RECIPE = """
            didact: recipe/1
            name: reuse
            random-seed: 7
            models:   { writer: { use: remote, with: { skill: 60 } }, judge: { use: remote, with: { skill: 61 } } }
            sources:  [ { id: sums, use: sums, with: { count: 12 } } ]
            steps:
              - { id: first,  from: sums, use: answer, model: writer, per-item: 2 }
              - { id: fresh,  from: first, grade: [ { use: right } ] }
              - { id: second, from: fresh, use: answer, model: writer, per-item: 3 }
              - { id: marked, from: second, grade: [ { use: judged, judge: judge } ] }
            """;

    private int asked() {
        int asked = bed.world.asked.size();
        bed.world.asked.clear();
        return asked;
    }

    private static List<String> data(Bed bed, int run) {
        return bed.samples(run).stream()
                .map(sample -> sample.item().id() + " " + sample.sampleIndex() + " "
                        + sample.sample().response() + " " + sample.grade() + " " + sample.verdict())
                .toList();
    }

    private Map<String, Long> reused(int run) {
        Map<String, Long> reused = new HashMap<>();
        bed.round(run, 1)
                .steps()
                .forEach(step -> reused.put(step.step(), step.spending().reused()));
        return reused;
    }

    @Test
    void theSameRecipeRunAgainGivesTheSameDataForNoCall() throws InterruptedException {
        bed.run(RECIPE);
        int paid = asked();

        RunEvent.Finished again = bed.run(RECIPE);

        assertThat(asked()).isZero();
        assertThat(again.spending().reused()).isEqualTo(paid).isGreaterThan(30);
        assertThat(again.spending().usage()).isEqualTo(Usage.NONE);
        assertThat(data(bed, 2)).isEqualTo(data(bed, 1));
        assertThat(bed.data(2, Kinds.CALL_STARTED)).isEmpty();
        assertThat(bed.data(2, Kinds.CALL))
                .hasSize(paid)
                .allSatisfy(
                        call -> assertThat(call.at("/reused/run").intValue()).isEqualTo(1));
    }

    @Test
    void anotherRandomSeedAsksForNewSamples() throws InterruptedException {
        bed.run(RECIPE);
        asked();

        RunEvent.Finished other = bed.run(RECIPE, "random-seed=8");

        assertThat(other.spending().reused()).isZero();
        assertThat(asked()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void anotherPromptInTheLastStepReusesAllBeforeItWhateverTheNumberOfThreads(int threads)
            throws InterruptedException {
        bed.run(RECIPE, "flow.in-flight=4");
        asked();
        try (Bed edited = new Bed(folder, new Sums(), threads, Bed.HASH)) {
            RunEvent.Finished finished =
                    edited.run(RECIPE, "steps.second.with.before='mend '", "flow.in-flight=" + threads);

            assertThat(reused(2)).containsEntry("first", 24L).containsEntry("second", 0L);
            assertThat(finished.spending().reused()).isEqualTo(24 + reused(2).getOrDefault("marked", 0L));
            assertThat(edited.world.asked.stream().map(ModelCall::lastUserText))
                    .hasSize(edited.data(2, Kinds.CALL).size()
                            - (int) finished.spending().reused())
                    .allMatch(text -> text.startsWith("mend ") || text.startsWith("judge "));
        }
        try (Bed alone = new Bed(folder.resolve("alone"))) {
            alone.run(RECIPE, "steps.second.with.before='mend '");
            assertThat(data(bed, 2)).isEqualTo(data(alone, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void aFilterAddedInTheMiddleCostsNoCall(int threads) throws InterruptedException {
        bed.run(RECIPE);
        asked();
        String edited = RECIPE.replace(
                        "  - { id: second, from: fresh",
                        "  - { id: brief,  from: fresh, grade: [ { use: short, min: 0.1 } ] }\n  - { id: second, from: brief")
                .replace("name: reuse", "name: edited");

        RunEvent.Finished finished = bed.run(edited, "flow.in-flight=" + threads);

        assertThat(asked()).isZero();
        assertThat(finished.spending().reused())
                .isEqualTo(bed.data(2, Kinds.CALL).size())
                .isPositive();
    }

    @Test
    void anotherThresholdCostsNoCall() throws InterruptedException {
        bed.run(RECIPE);
        asked();

        bed.run(RECIPE, "steps.marked.grade.0.min=0.5");

        assertThat(asked()).isZero();
    }

    @Test
    void anotherBuildOfThePluginsAsksAnewBecauseTheModelIsOneOfThem() throws InterruptedException {
        bed.run(RECIPE);
        try (Bed rebuilt = new Bed(folder, new Sums(), 2, "6b".repeat(32))) {
            assertThat(rebuilt.run(RECIPE).spending().reused()).isZero();
        }
    }

    @Test
    void whoWantsNewAnswersGetsThemAndTheNextRunTakesThose() throws InterruptedException {
        bed.run(RECIPE);
        int paid = asked();
        bed.world.onCall = call -> Optional.of(Reply.Answered.of("17", Usage.NONE));

        RunEvent.Finished anew =
                bed.run(RECIPE, "flow.reuse=false", "steps.first.per-item=1", "steps.second.per-item=1");

        assertThat(anew.spending().reused()).isZero();
        assertThat(asked()).isPositive().isLessThan(paid);
        bed.run(RECIPE, "steps.first.per-item=1", "steps.second.per-item=1");
        assertThat(asked()).isZero();
        assertThat(data(bed, 3)).isEqualTo(data(bed, 2));
    }

    @Test
    void whatWasNoWholeAnswerIsAskedForAgain() throws InterruptedException {
        var calls = new AtomicInteger();
        bed.world.onCall = _ -> switch (calls.incrementAndGet()) {
            case 1 -> Optional.of(Reply.Failed.of(Fault.Kind.BAD_REQUEST, "no"));
            case 2 -> Optional.of(Reply.Answered.of(" ", Usage.NONE));
            case 3 -> Optional.of(new Reply.Answered("12", Optional.empty(), Reply.Answered.Finish.LENGTH, Usage.NONE));
            default -> Optional.empty();
        };
        String pass = Bed.PASS.replace("use: student,", "use: remote,");
        bed.run(pass, "flow.in-flight=1");
        int paid = asked();
        bed.world.onCall = _ -> Optional.empty();

        assertThat(bed.run(pass).spending().reused()).isEqualTo(paid - 3);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void aModelThatComputesHereIsAskedAgain() throws InterruptedException {
        bed.run(Bed.PASS);
        int calls = asked();
        assertThat(bed.run(Bed.PASS).spending().reused()).isZero();
        assertThat(asked()).isEqualTo(calls);
        assertThat(folder.resolve("runs/1/answers")).doesNotExist();
    }

    @Test
    void aStudentThatLearnsIsAskedAgainWhereItLearnedSomethingElse() throws InterruptedException {
        String recipe = Bed.RECIPE.replace("student: { use: student }", "student: { use: remote }");
        bed.run(recipe);
        int calls = asked();
        bed.world.gain = 3;

        RunEvent.Finished other = bed.run(recipe);

        assertThat(other.spending().reused()).isPositive().isLessThan(calls);
        assertThat(asked()).isPositive();
        bed.world.gain = 0;
        assertThat(bed.run(recipe).spending().reused()).isEqualTo(calls);
        assertThat(asked()).isZero();
    }

    @Test
    void aRunThatReusesAndIsStoppedGoesOnAndCountsTheSame() throws InterruptedException {
        bed.run(RECIPE);
        asked();
        var reached = new CountDownLatch(5);
        bed.world.onCall = _ -> {
            reached.countDown();
            if (reached.getCount() == 0) {
                new CountDownLatch(1).await();
            }
            return Optional.empty();
        };
        RunHandle run = bed.start(RECIPE, "steps.second.with.before='mend '");
        reached.await();
        run.stop();
        assertThat(run.await().status()).isEqualTo(RunEvent.Status.STOPPED);
        bed.world.onCall = _ -> Optional.empty();

        RunEvent.Finished resumed = bed.resume(2);

        try (Bed undisturbed = new Bed(folder.resolve("undisturbed"))) {
            undisturbed.run(RECIPE);
            RunEvent.Finished once = undisturbed.run(RECIPE, "steps.second.with.before='mend '");
            assertThat(resumed.spending().reused())
                    .isEqualTo(once.spending().reused())
                    .isPositive();
            assertThat(undisturbed.round(2, 1).steps())
                    .isEqualTo(bed.round(2, 1).steps());
        }
        assertThat(bed.workspace.replay(2).difference()).isEmpty();
    }

    @Test
    void aRunStandsByItselfWhenTheOneThatItTookAnswersFromIsDeleted() throws InterruptedException, IOException {
        bed.run(RECIPE);
        bed.run(RECIPE);
        List<DecidedSample> samples = bed.samples(2);
        asked();
        delete(folder.resolve("runs/1"));

        assertThat(bed.workspace.replay(2).difference()).isEmpty();
        assertThat(bed.samples(2)).isEqualTo(samples);
        assertThat(bed.run(RECIPE).spending().reused()).isPositive();
        assertThat(asked()).isZero();
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aFileOfAnswersThatIsMissingDamagedOrBehindIsMadeAgain() throws InterruptedException, IOException {
        bed.run(RECIPE);
        int paid = asked();
        bed.run(RECIPE);
        Path file = folder.resolve("runs/1/answers");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += whole.length / 9) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            delete(folder.resolve("runs/2"));
            assertThat(bed.run(RECIPE).spending().reused()).isEqualTo(paid);
            assertThat(file).hasBinaryContent(whole);
        }
        Files.write(file, new byte[] {1, 2, 3});
        delete(folder.resolve("runs/2"));
        assertThat(bed.run(RECIPE).spending().reused()).isEqualTo(paid);
        Files.delete(file);
        delete(folder.resolve("runs/2"));
        assertThat(bed.run(RECIPE).spending().reused()).isEqualTo(paid);
        assertThat(file).hasBinaryContent(whole);
        assertThat(asked()).isZero();
    }

    @Test
    void aFileOfAnswersFollowsARunThatGoesOn() throws InterruptedException {
        var reached = new CountDownLatch(20);
        bed.world.onCall = _ -> {
            reached.countDown();
            if (reached.getCount() == 0) {
                new CountDownLatch(1).await();
            }
            return Optional.empty();
        };
        RunHandle run = bed.start(RECIPE, "flow.in-flight=2");
        reached.await();
        run.stop();
        run.await();
        bed.world.onCall = _ -> Optional.empty();
        long given = bed.data(1, Kinds.CALL).size();
        assertThat(bed.run(RECIPE).spending().reused()).isEqualTo(given).isPositive();
        bed.resume(1);
        long all = bed.data(1, Kinds.CALL).size();

        assertThat(bed.run(RECIPE, "name=third").spending().reused()).isEqualTo(all);
    }

    @Test
    void aCassetteHoldsAndGivesEveryAnswerAndNoneIsTakenFromWhereOneWasReplayed() throws InterruptedException {
        try (LoopbackEndpoint endpoint = new LoopbackEndpoint();
                Bed far = new Bed(
                        folder.resolve("far"), new Sums(), 2, Bed.HASH, Map.of("FAR_KEY", "canary-of-ReuseTest"))) {
            var file = folder.resolve("cassette.jsonl");
            far.run(endpoint.recipe());
            int paid = endpoint.requests.get();
            far.workspace
                    .run(far.text(endpoint.recipe()), Optional.of(new Cassette(Cassette.Use.RECORD, file)), _ -> {})
                    .await();
            assertThat(endpoint.requests.get()).isGreaterThan(paid);
            RunEvent.Finished replayed = far.workspace
                    .run(far.text(endpoint.recipe()), Optional.of(new Cassette(Cassette.Use.REPLAY, file)), _ -> {})
                    .await();
            assertThat(replayed.spending().reused()).isZero();
            int before = endpoint.requests.get();
            far.run(endpoint.recipe());
            assertThat(endpoint.requests.get()).isEqualTo(before);
            assertThat(far.data(4, Kinds.CALL))
                    .allSatisfy(call ->
                            assertThat(call.at("/reused/run").intValue()).isEqualTo(2));
            assertThat(far.data(4, Kinds.CALL))
                    .allSatisfy(
                            call -> assertThat(call.at("/exchanges/0/status").intValue())
                                    .isEqualTo(200));
        }
    }
}
