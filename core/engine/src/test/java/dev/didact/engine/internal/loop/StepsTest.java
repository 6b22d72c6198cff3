package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Reply;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recipes of several steps.
class StepsTest extends BedTest {
    /// Sums are answered, the right answers become questions that two models answer, and their answers are graded.
    private static final String STEPS = """
            didact: recipe/1
            name: steps
            random-seed: 7
            models:   { student: { use: student, with: { skill: 60 } }, teacher: { use: remote, with: { skill: 70 } } }
            sources:  [ { id: sums, use: sums, with: { count: 12 } } ]
            steps:
              - { id: first,  from: sums, use: answer, model: student, per-item: 2 }
              - { id: fresh,  from: first, grade: [ { use: right } ] }
              - { id: second, from: fresh, use: answer, model: student, per-item: 3 }
              - { id: third,  from: fresh, use: answer, model: teacher }
              - { id: marked, from: [second, third], grade: [ { use: right } ] }
            """;

    private List<DecidedSample> samples(int run, String step) {
        return bed.samples(run).stream()
                .filter(sample -> step(sample).equals(step))
                .toList();
    }

    private static String step(DecidedSample sample) {
        return sample.provenance().generatedBy().step();
    }

    private static boolean accepted(DecidedSample sample) {
        return sample.verdict() instanceof Verdict.Accepted;
    }

    private StepCount count(int run, String step) {
        return bed.round(run, 1).steps().stream()
                .filter(count -> count.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAcceptedSampleIsTheItemOfTheNextStepWithWhatLedToItAtHand() throws InterruptedException {
        bed.run(STEPS);

        Map<String, DecidedSample> first = samples(1, "first").stream()
                .collect(Collectors.toMap(
                        sample -> sample.item().id() + "/first." + sample.sampleIndex(), Function.identity()));
        assertThat(first).hasSize(24);
        assertThat(samples(1, "second")).isNotEmpty().allSatisfy(sample -> {
            DecidedSample parent =
                    Objects.requireNonNull(first.get(sample.item().id()));
            assertThat(accepted(parent)).isTrue();
            assertThat(sample.item().content()).isEqualTo(parent.sample().response());
            assertThat(sample.item().columns())
                    .containsEntry("sums", parent.item().content())
                    .containsEntry("first", parent.sample().response());
            assertThat(sample.item().passages()).isEqualTo(parent.item().passages());
        });
    }

    @Test
    void aSourceThatNoStepTakesFromGivesNoItems() throws InterruptedException {
        String more = STEPS.replace("sources:  [", "sources:  [ { id: unseen, use: sums, with: { count: 5 } },");

        assertThat(bed.workspace.check(bed.text(more)).items()).hasValue(12);
    }

    @Test
    void onlyWhatComesOutOfAFilterGoesOn() throws InterruptedException {
        bed.run(STEPS);

        long passed = samples(1, "first").stream().filter(StepsTest::accepted).count();
        assertThat(passed).isBetween(1L, 23L);
        assertThat(samples(1, "second")).hasSize((int) (3 * passed));
        assertThat(samples(1, "third")).hasSize((int) passed);
        assertThat(samples(1, "first").stream().filter(Predicate.not(StepsTest::accepted)))
                .allSatisfy(sample -> assertThat(sample.verdict()).isEqualTo(new Verdict.Rejected("sum")));
    }

    @Test
    void aFilterGradesWhatEarlierStepsMade() throws InterruptedException {
        bed.run(STEPS);

        assertThat(bed.samples(1)).allSatisfy(sample -> {
            assertThat(sample.grade().criteria().stream().map(Grade.Entry::criterion))
                    .containsExactly("number", "sum");
            assertThat(accepted(sample))
                    .isEqualTo(sample.sample()
                            .response()
                            .equals(Sums.sum(sample.sample().prompt())));
        });
    }

    @Test
    void aRoundCountsTheSamplesThatNoOthersAreMadeOf() throws InterruptedException {
        RunEvent.Finished end = bed.run(STEPS);

        RunEvent.RoundFinished round = bed.round(1, 1);
        List<DecidedSample> last = bed.samples(1).stream()
                .filter(sample -> !step(sample).equals("first"))
                .toList();
        assertThat(round.generated()).isEqualTo(last.size());
        assertThat(round.accepted())
                .isEqualTo(last.stream().filter(StepsTest::accepted).count())
                .isEqualTo(end.accepted())
                .isPositive();
        assertThat(round.generated()).isEqualTo(round.accepted() + round.rejected());
    }

    @Test
    void everyStepSaysWhatWentInAndWhatBecameOfIt() throws InterruptedException {
        bed.run(STEPS);

        assertThat(bed.round(1, 1).steps().stream().map(StepCount::step))
                .containsExactly("first", "fresh", "second", "third", "marked");
        StepCount fresh = count(1, "fresh");
        StepCount marked = count(1, "marked");
        assertThat(count(1, "first").in()).isEqualTo(12);
        assertThat(count(1, "first").made()).isEqualTo(24).isEqualTo(fresh.in());
        assertThat(fresh.out())
                .isEqualTo(24 - fresh.dropped().getOrDefault("sum", 0L))
                .isEqualTo(count(1, "second").in());
        assertThat(marked.in())
                .isEqualTo(count(1, "second").out() + count(1, "third").out());
        assertThat(marked.out()).isEqualTo(bed.round(1, 1).accepted());
        assertThat(count(1, "third").spending().usage().in())
                .isEqualTo(10 * count(1, "third").made());
        assertThat(marked.spending().usage().in()).isZero();
    }

    @Test
    void aSampleComesUnderTheTermsOfAllModelsThatLedToIt() throws InterruptedException {
        bed.run(STEPS, "steps.third.from=second", "steps.marked.from=third");

        assertThat(samples(1, "third")).isNotEmpty().allSatisfy(sample -> {
            assertThat(sample.provenance().models().stream().map(WrittenBy::name))
                    .containsExactlyInAnyOrder("student", "teacher");
            assertThat(sample.provenance().licence()).contains("LicenseRef-terms");
        });
    }

    @Test
    void twoBranchesThatGradeOneSampleAcceptItIfOneDoes() throws InterruptedException {
        bed.run(
                STEPS,
                "steps=[{id: made, from: sums, use: answer, model: student},"
                        + " {id: rightly, from: made, grade: [{use: right}]},"
                        + " {id: shortly, from: made, grade: [{use: short, min: 0.3}]}]");

        assertThat(bed.samples(1)).hasSize(12).allSatisfy(sample -> {
            boolean right =
                    sample.sample().response().equals(Sums.sum(sample.sample().prompt()));
            boolean isShort = sample.sample().response().length() <= 3;
            assertThat(sample.verdict())
                    .isEqualTo(right || isShort ? new Verdict.Accepted() : new Verdict.Rejected("sum"));
            assertThat(sample.grade().criteria()).hasSize(3);
        });
        assertThat(count(1, "rightly").in()).isEqualTo(12);
        assertThat(count(1, "shortly").in()).isEqualTo(12);
    }

    @Test
    void anEmptyFilterLetsAllPass() throws InterruptedException {
        bed.run(STEPS, "steps.fresh.grade=[]");

        assertThat(samples(1, "second")).hasSize(72);
        assertThat(count(1, "fresh").dropped()).isEmpty();
    }

    @Test
    void aStepTakesOnlyWhatHasTheColumnsItNames() throws InterruptedException {
        bed.run(STEPS);
        String one = samples(1, "third").getFirst().item().content();

        bed.run(STEPS, "steps.third.when={first: '" + one + "'}", "steps.second.when={first: [no, never]}");

        assertThat(samples(2, "third"))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.item().content()).isEqualTo(one));
        assertThat(samples(2, "second")).isEmpty();
        assertThat(count(2, "second").made()).isZero();
        assertThat(count(2, "second").dropped())
                .isEqualTo(Map.of("when", count(2, "second").in()));
        assertThat(samples(2, "first").stream()
                        .filter(sample -> sample.sample().response().equals(one)))
                .isNotEmpty()
                .allMatch(StepsTest::accepted);
        assertThat(samples(2, "first").stream().map(DecidedSample::verdict))
                .contains(new Verdict.Rejected("not-taken"));
    }

    @Test
    void aMendedAnswerIsOneToWhatWasAskedAtFirst() throws InterruptedException {
        bed.run(STEPS, "steps.first.use=mending", "steps.fresh.on-reject={revise: 2}");

        assertThat(bed.world.asked).anyMatch(call -> call.lastUserText().startsWith("mend "));
        assertThat(samples(1, "first").stream().filter(sample -> sample.attempt() > 1))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.sample().prompt())
                        .isEqualTo(sample.item().content()));
    }

    @Test
    void aRevisionThatFailsIsTriedAgainWithWhatWasToBeMended() throws InterruptedException {
        bed.world.onCall = call -> call.lastUserText().startsWith("mend ") && call.randomSeed() % 2 == 0
                ? Optional.of(Reply.Failed.of(Fault.Kind.TRANSPORT, "the line is dead"))
                : Optional.empty();

        bed.run(STEPS, "steps.first.use=mending", "steps.fresh.on-reject={revise: 4}");

        assertThat(count(1, "fresh").failed()).isPositive();
        assertThat(bed.world.seen.stream().filter(job -> job.contains("attempt=") && !job.contains("attempt=1,")))
                .isNotEmpty()
                .allMatch(job -> job.contains("revise=Optional[DecidedSample"));
    }

    @Test
    void eachAttemptBecomesAnItemOfItsOwn() throws InterruptedException {
        bed.run(
                STEPS,
                "steps.fresh.on-reject={revise: 2}",
                "steps.third.from=[fresh, first]",
                "steps.marked.grade=[]",
                "steps.first.grade=[{use: short, min: 0.1}]");

        List<String> items =
                samples(1, "third").stream().map(sample -> sample.item().id()).toList();
        assertThat(items).doesNotHaveDuplicates().anyMatch(id -> id.matches(".*/first\\.[01]\\.[23]"));
        assertThat(count(1, "third").out()).isEqualTo(items.size());
    }

    @Test
    void aRejectedSampleIsGivenBackToBeMendedWithTheReasons() throws InterruptedException {
        bed.run(
                Bed.PASS,
                "steps=[{id: answer, use: answer, model: student, grade: [{use: right}]," + " on-reject: {revise: 2}}]",
                "generate=[]",
                "grade=[]");

        List<DecidedSample> revised =
                bed.samples(1).stream().filter(sample -> sample.attempt() > 1).toList();
        assertThat(revised).isNotEmpty();
        assertThat(bed.samples(1)).allMatch(sample -> sample.attempt() <= 3);
        assertThat(bed.world.seen)
                .anyMatch(seen -> seen.contains("revise=Optional[DecidedSample") && seen.contains("criterion=sum"));
        assertThat(count(1, "answer").made()).isEqualTo(bed.samples(1).size()).isEqualTo(6 + revised.size());
    }

    @Test
    void aFilterHasSamplesRevisedByTheStepThatMadeThem() throws InterruptedException {
        bed.run(STEPS, "steps.fresh.on-reject={revise: 1}");

        List<DecidedSample> revised = samples(1, "first").stream()
                .filter(sample -> sample.attempt() == 2)
                .toList();
        StepCount fresh = count(1, "fresh");
        assertThat(revised).isNotEmpty().anyMatch(StepsTest::accepted);
        assertThat(fresh.made()).isEqualTo(revised.size());
        assertThat(fresh.in()).isEqualTo(24);
        assertThat(fresh.out() + fresh.dropped().getOrDefault("sum", 0L)).isEqualTo(fresh.in() + fresh.made());
        assertThat(count(1, "second").in()).isEqualTo(fresh.out());
    }

    @Test
    void theBestOfManyIsChosenPerItem() throws InterruptedException {
        bed.run(
                STEPS,
                "steps=[{id: many, use: answer, model: student, per-item: 4, grade: [{use: short, min: 0.1}]},"
                        + " {id: best, select: {at-most: 1}}]");

        Map<String, List<DecidedSample>> byItem = bed.samples(1).stream()
                .collect(Collectors.groupingBy(sample -> sample.item().id()));
        assertThat(byItem).hasSize(12).allSatisfy((_, all) -> {
            List<DecidedSample> chosen =
                    all.stream().filter(StepsTest::accepted).toList();
            assertThat(chosen).hasSize(1);
            assertThat(chosen.getFirst().grade().total().getAsDouble())
                    .isEqualTo(all.stream()
                            .mapToDouble(sample -> sample.grade().total().getAsDouble())
                            .max()
                            .getAsDouble());
            assertThat(all.stream().filter(Predicate.not(StepsTest::accepted)))
                    .allSatisfy(sample -> assertThat(sample.verdict()).isEqualTo(new Verdict.Rejected("best")));
        });
        assertThat(bed.round(1, 1).reasons()).isEqualTo(Map.of("best", 36L));
    }

    @Test
    void groupsThatAreTooEasyOrTooHardAreLeftOut() throws InterruptedException {
        bed.run(
                STEPS,
                "steps=[{id: many, use: answer, model: student, per-item: 4},"
                        + " {id: fair, grade: [{use: right}], select: {pass-rate: 0.9..1}}]",
                "steps.fair.grade.0.without=[sum]");
        bed.run(
                STEPS,
                "steps=[{id: many, use: answer, model: student, per-item: 4, grade: [{use: right}],"
                        + " select: {per: sums, pass-rate: 0.3..0.8}}]");

        assertThat(bed.round(1, 1).accepted()).isEqualTo(48);
        Map<String, List<DecidedSample>> byItem = bed.samples(2).stream()
                .collect(Collectors.groupingBy(sample -> sample.item().id()));
        assertThat(byItem).allSatisfy((_, all) -> {
            long right = all.stream()
                    .filter(sample -> sample.sample()
                            .response()
                            .equals(Sums.sum(sample.sample().prompt())))
                    .count();
            assertThat(all.stream().filter(StepsTest::accepted).count())
                    .isEqualTo(right >= 2 && right <= 3 ? right : 0);
        });
        assertThat(bed.round(2, 1).accepted()).isPositive().isLessThan(48);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void theDataDoNotDependOnTheNumberOfThreadsNorOnWhatIsInFlight(int threads, @TempDir Path other)
            throws InterruptedException {
        bed.run(STEPS, "steps.fresh.on-reject={revise: 1}");
        List<String> expected = bed.outcome(1);

        try (var again = new Bed(other, new Sums(), threads, Bed.HASH)) {
            again.run(STEPS, "steps.fresh.on-reject={revise: 1}", "flow.in-flight=" + threads);
            assertThat(again.outcome(1)).isEqualTo(expected);
        }
    }

    @Test
    void aReplayOfStepsFindsNoDifferenceAndMakesNoCall() throws InterruptedException {
        bed.run(STEPS, "steps.fresh.on-reject={revise: 1}");
        bed.world.asked.clear();

        assertThat(bed.workspace.replay(1).difference()).isEmpty();
        assertThat(bed.world.asked).isEmpty();
    }

    private static final String LEARNING = STEPS + """
              - { id: pairs, from: marked, select: { per: fresh, best-from: second, worst-from: third, margin: 0.5, at-most: 1 } }
            learn:   { use: study, updates: student, from: [marked, pairs] }
            until:   { rounds: 2 }
            """;

    @Test
    void aLessonHoldsTheSamplesAndPairsOfTheStepsThatLearnNames() throws InterruptedException {
        bed.run(LEARNING);

        Lesson lesson = List.copyOf(bed.world.lessons).getLast();
        assertThat(lesson.parts().stream().map(part -> part.step() + " " + part.round()))
                .containsExactly("marked 1", "pairs 1", "marked 2", "pairs 2");
        assertThat(lesson.parts().getFirst().samples())
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(step(sample)).isIn("second", "third"));
        assertThat(lesson.parts().getFirst().pairs()).isEmpty();
        assertThat(lesson.parts().get(1).samples()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aPairIsABetterAndAWorseAnswerToOneQuestion(int part) throws InterruptedException {
        bed.run(LEARNING);

        List<Lesson.Pair> pairs = new ArrayList<>();
        List.copyOf(bed.world.lessons).getLast().parts().get(part).pairs().forEach(pairs::add);
        assertThat(pairs).isNotEmpty().allSatisfy(pair -> {
            assertThat(step(pair.chosen())).isEqualTo("second");
            assertThat(step(pair.rejected())).isEqualTo("third");
            assertThat(pair.chosen().item()).isEqualTo(pair.rejected().item());
            assertThat(accepted(pair.chosen())).isTrue();
            assertThat(accepted(pair.rejected())).isFalse();
        });
        assertThat(pairs.stream().map(pair -> pair.chosen().item().id())).doesNotHaveDuplicates();
        assertThat(bed.round(1, (part + 1) / 2).steps().getLast().out()).isEqualTo(pairs.size());
    }

    @Test
    void aRunWithPairsGoesOnWhereItWasBrokenOffAndIsReplayed() throws InterruptedException {
        bed.run(LEARNING);
        List<String> expected = bed.outcome(1);
        bed.run(LEARNING, "until.rounds=1");
        RunHandle stopped = bed.start(LEARNING, "flow.reuse=false");
        stopped.stop();
        stopped.await();

        bed.resume(3);

        assertThat(bed.outcome(3).stream()
                        .map(line -> line.replace("\"run\":3", "\"run\":1").replace("\"3/", "\"1/")))
                .containsExactlyElementsOf(expected);
        assertThat(bed.workspace.replay(3).difference()).isEmpty();
    }

    @Test
    void aDerivedItemNamesTheSampleThatItIs() throws InterruptedException {
        bed.run(STEPS);

        Map<Long, StoredSample> samples = bed.data(1, Kinds.SAMPLE).stream()
                .map(sample -> Records.read(sample, StoredSample.class))
                .collect(Collectors.toMap(StoredSample::number, Function.identity()));
        assertThat(bed.data(1, Kinds.ITEM).stream().filter(item -> item.has(Samples.PARENT)))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(Objects.requireNonNull(
                                        samples.get(item.get(Samples.PARENT).longValue()))
                                .sample()
                                .response())
                        .isEqualTo(item.get("content").stringValue()));
    }

    @Test
    void anExplanationNamesTheSampleThatASampleWasMadeOf() throws InterruptedException {
        bed.run(STEPS);

        DecidedSample second = samples(1, "second").getFirst();
        DecidedSample parent = samples(1, "first").stream()
                .filter(sample -> second.item().id().equals(sample.item().id() + "/first." + sample.sampleIndex()))
                .findFirst()
                .orElseThrow();
        long number = Long.parseLong(second.ref().substring(second.ref().indexOf('/') + 1));
        assertThat(bed.workspace.view(1).explain(number).toString()).contains("made of sample " + parent.ref());
    }

    @Test
    void aRunStopsAtTheAcceptedSamplesOfItsEnd() throws InterruptedException {
        bed.run(STEPS, "until={accepted: 5}");

        assertThat(bed.round(1, 1).accepted()).isEqualTo(5);
    }

    @Test
    void oneSampleIsNotGradedTwiceByOneCriterion() {
        assertThatThrownBy(() -> bed.run(STEPS, "steps.second.grade=[{use: right}]"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("criterion 'number' stands in two entries of 'grade'")
                .satisfies(thrown -> assertThat(((ProblemException) thrown)
                                .problems()
                                .getFirst()
                                .place()
                                .isPresent())
                        .isTrue());
    }

    @Test
    void aPreviewGoesThroughEveryStep() throws InterruptedException {
        var preview = bed.workspace.preview(bed.text(STEPS), 3);

        assertThat(preview.items()).hasSize(3);
        assertThat(preview.items().stream()
                        .flatMap(item -> item.samples().stream())
                        .map(StepsTest::step))
                .contains("first", "second", "third");
    }

    @Test
    void aCheckCountsTheCallsOfAllSteps() throws InterruptedException {
        var checked = bed.workspace.check(bed.text(STEPS));

        assertThat(checked.samples()).hasValue(12 * 2 + 12 * 2 * 3 + 12 * 2);
        assertThat(bed.workspace
                        .check(bed.text(STEPS, "steps.marked.on-reject={revise: 2}"))
                        .samples())
                .hasValue(12 * 2 + 3 * (12 * 2 * 3 + 12 * 2));
    }
}
