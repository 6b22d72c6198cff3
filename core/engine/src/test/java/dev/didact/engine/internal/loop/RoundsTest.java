package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.didact.api.Fault;
import dev.didact.api.data.Provenance;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.RunSummary;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundsTest extends BedTest {
    @Test
    void aRunTellsItsStartEachRoundFromTheBaseOnAndItsEnd() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.RECIPE);

        List<RunEvent> told = bed.events.stream()
                .filter(event -> !(event instanceof RunEvent.Decided))
                .toList();
        assertThat(told).hasSize(5);
        assertThat(told.getFirst())
                .isEqualTo(new RunEvent.Started(
                        1,
                        "sums",
                        "",
                        7,
                        2,
                        false,
                        0,
                        Optional.empty(),
                        List.of("given examples: 30 % of each lesson")));
        assertThat(told.subList(1, 4)).allSatisfy(event -> assertThat(event).isInstanceOf(RoundFinished.class));
        assertThat(told.getLast()).isEqualTo(end);
        assertThat(end.status()).isEqualTo(Status.COMPLETED);
        assertThat(end.reason()).isEqualTo("rounds");
        assertThat(bed.workspace.view(1).finished()).contains(end);
        assertThat(bed.workspace.runs()).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo("completed");
            assertThat(run.rounds()).isEqualTo(2);
            assertThat(run.accepted()).isEqualTo(end.accepted());
        });
    }

    @Test
    void aRunIsListedFromTheTwoEndsOfItsJournalAlone() throws InterruptedException, IOException {
        bed.run(Bed.RECIPE);
        List<RunSummary> whole = bed.workspace.runs();
        Path journal = bed.workspace.folder().resolve("runs/1/journal/000001.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int sample = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains("\"kind\":\"sample\""))
                .findFirst()
                .orElseThrow();
        lines.set(sample, lines.get(sample).replace("accepted", "ACCEPTED").replace("rejected", "REJECTED"));
        Files.write(journal, lines);

        assertThat(bed.workspace.runs()).hasSize(1).isEqualTo(whole);
        assertThatThrownBy(() -> bed.workspace.view(1).rounds())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("journal");
    }

    @Test
    void theCostIsNoneOnThisMachineAndUnknownElsewhereAlsoAfterARunWentOn() throws InterruptedException {
        String elsewhere = Bed.PASS.replace("model: student", "model: judge");
        assertThat(bed.run(Bed.RECIPE).spending().cost()).hasValue(Money.NOTHING);
        assertThat(bed.run(elsewhere).spending().cost()).isEmpty();
        assertThat(bed.workspace.view(2).finished().orElseThrow().spending().cost())
                .isEmpty();
    }

    @Test
    void aRunOfOnePassAnnouncesItsOneRound() throws InterruptedException {
        bed.run(Bed.PASS);
        assertThat(bed.events.getFirst())
                .isInstanceOfSatisfying(
                        RunEvent.Started.class,
                        started -> assertThat(started.rounds()).isEqualTo(1));
        assertThat(bed.rounds(1)).hasSize(2);
    }

    @Test
    void roundZeroIsTheBaseAndTheEndHoldsItAgainstTheKeptStudent() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.RECIPE, "learn.with.base=20", "learn.with.gain=40");

        RoundFinished base = bed.round(1, 0);
        assertThat(base.generated()).isZero();
        assertThat(base.measures()).hasSize(1);
        assertThat(bed.world.lessons.element().steps()).isEqualTo(OptionalInt.of(3));
        assertThat(bed.world.lessons.element().anchors()).hasSize(6);
        assertThat(end.measures()).singleElement().satisfies(measure -> {
            assertThat(measure.first()).isEqualTo(base.measures().getFirst());
            assertThat(measure.last()).isEqualTo(bed.round(1, 2).measures().getFirst());
            assertThat(measure.last().score()).isGreaterThan(measure.first().score());
        });
    }

    @Test
    void theFiguresOfARoundAreThoseOfItsSamples() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.RECIPE);

        long inAll = 0;
        Map<String, String> before = new HashMap<>();
        for (RoundFinished round : bed.rounds(1)) {
            List<DecidedSample> samples =
                    bed.samples(1).stream().filter(of(round.round())).toList();
            List<DecidedSample> accepted = samples.stream()
                    .filter(sample -> sample.verdict() instanceof Verdict.Accepted)
                    .toList();
            long novel = accepted.stream()
                    .filter(sample -> before.computeIfAbsent(
                                    sample.sample().toString(),
                                    _ -> sample.item().id())
                            .equals(sample.item().id()))
                    .count();
            Map<String, Long> reasons = samples.stream()
                    .flatMap(sample -> sample.verdict() instanceof Verdict.Rejected rejected
                            ? java.util.stream.Stream.of(rejected.criterion())
                            : java.util.stream.Stream.empty())
                    .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
            assertThat(round.generated()).isEqualTo(samples.size());
            assertThat(round.accepted()).isEqualTo(accepted.size());
            assertThat(round.rejected()).isEqualTo(samples.size() - accepted.size());
            assertThat(round.quarantined() + round.ungraded() + round.undecided() + round.failed())
                    .isZero();
            assertThat(round.reasons()).isEqualTo(reasons);
            assertThat(round.coverage())
                    .isEqualTo(accepted.stream()
                                    .map(DecidedSample::item)
                                    .distinct()
                                    .count()
                            / (round.round() == 0 ? 1. : 6));
            assertThat(round.novelty()).isEqualTo(accepted.isEmpty() ? 0 : (double) novel / accepted.size());
            inAll += accepted.size();
        }
        assertThat(inAll).isPositive().isEqualTo(end.accepted());
    }

    @Test
    void agreeingAnswersToOneItemAreNoRepetition() throws InterruptedException {
        bed.run(
                Bed.PASS,
                "sources.0.with.count=20",
                "generate.0.per-item=4",
                "models.student.with.skill=100",
                "grade=[{use: agreed}]");

        assertThat(bed.round(1, 1).accepted()).isEqualTo(80);
        assertThat(bed.round(1, 1).novelty()).isEqualTo(1);
        assertThat(bed.round(1, 1).health()).isEmpty();
    }

    @Test
    void aSourceThatRepeatsItselfIsTold() throws InterruptedException {
        bed.run(Bed.PASS, "sources.0.with={count: 60, same: true}", "models.student.with.skill=100");

        assertThat(bed.round(1, 1).accepted()).isEqualTo(60);
        assertThat(bed.round(1, 1).novelty()).isEqualTo(1. / 60);
        assertThat(bed.round(1, 1).health())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.alarm()).isEqualTo("novelty"));
    }

    @Test
    void samplesAreNumberedInTheOrderOfItemsAndTries() throws InterruptedException {
        bed.run(Bed.RECIPE);

        List<DecidedSample> samples = bed.samples(1);
        assertThat(samples.stream().map(DecidedSample::ref))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, samples.size())
                        .mapToObj(number -> "1/" + number)
                        .toList());
        assertThat(samples).isSortedAccordingTo((a, b) -> java.util.Arrays.compare(place(a), place(b)));
        assertThat(bed.events.stream()
                        .flatMap(event -> event instanceof RunEvent.Decided decided
                                ? java.util.stream.Stream.of(decided.sample())
                                : java.util.stream.Stream.empty()))
                .containsExactlyElementsOf(samples);
    }

    private static int[] place(DecidedSample sample) {
        String id = sample.item().id();
        return new int[] {
            sample.provenance().generatedBy().round(),
            Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)),
            sample.sampleIndex(),
            sample.attempt()
        };
    }

    private static Predicate<DecidedSample> of(int round) {
        return sample -> sample.provenance().generatedBy().round() == round;
    }

    @Test
    void tryingStopsAtTheFirstAcceptedSample() throws InterruptedException {
        bed.run(Bed.RECIPE, "generate.0.tries=4");

        Map<String, List<DecidedSample>> lanes = bed.samples(1).stream()
                .collect(Collectors.groupingBy(sample -> sample.item().id() + " " + sample.sampleIndex()));
        assertThat(lanes).hasSize(2 * 6 * 2);
        assertThat(lanes.values()).allSatisfy(lane -> {
            assertThat(lane.subList(0, lane.size() - 1))
                    .noneMatch(sample -> sample.verdict() instanceof Verdict.Accepted);
            assertThat(lane.getLast().verdict() instanceof Verdict.Accepted || lane.size() == 4)
                    .isTrue();
        });
        assertThat(lanes.values()).anyMatch(lane -> lane.size() > 1);
    }

    @Test
    void aLevelRisesByOneWhereEnoughItemsWereAcceptedAndNoFurtherThanItsStop() throws InterruptedException {
        bed.run(Bed.RECIPE, "until.rounds=5", "generate.0.tries=6");

        assertThat(bed.rounds(1).stream().map(RoundFinished::levels))
                .containsExactly(
                        Map.of("sums", 1),
                        Map.of("sums", 1),
                        Map.of("sums", 2),
                        Map.of("sums", 3),
                        Map.of("sums", 3),
                        Map.of("sums", 3));
        assertThat(bed.samples(1).stream()
                        .filter(of(3))
                        .map(sample -> sample.item().level()))
                .containsOnly(OptionalInt.of(3));
    }

    @Test
    void aLevelStaysWhereTooFewItemsWereAccepted() throws InterruptedException {
        bed.run(
                Bed.RECIPE,
                "learn.with.base=30",
                "learn.with.gain=0",
                "generate.0.tries=1",
                "sources.0.level.raise-at=1");

        assertThat(bed.round(1, 1).coverage()).isBetween(0.01, 0.99);
        assertThat(bed.round(1, 2).levels()).containsExactly(entry("sums", 1));
    }

    @Test
    void eachSourceRisesByItsOwnItems() throws InterruptedException {
        bed.run(
                Bed.RECIPE,
                "sources=[{id: easy, use: sums, level: {start: 1, stop: 9, raise-at: 0.5}},"
                        + " {id: hard, use: sums, level: {start: 7, stop: 9, raise-at: 0.5}}]",
                "learn.start.from=easy",
                "learn.anchors.from=easy",
                "measure.0.from=easy",
                "learn.with.gain=10",
                "until.rounds=1",
                "generate.0.tries=9");

        assertThat(bed.data(1, Kinds.ROUND)
                        .getLast()
                        .path("state")
                        .path("levels")
                        .toString())
                .isEqualTo("{\"easy\":2,\"hard\":7}");
    }

    @Test
    void aLessonHoldsTheDecidedSamplesOfAllRoundsAndTheAnchors() throws InterruptedException {
        bed.run(Bed.RECIPE);

        List<Lesson> lessons = List.copyOf(bed.world.lessons);
        assertThat(lessons).hasSize(3);
        assertThat(lessons.get(2).parts().stream().map(Lesson.Part::round)).containsExactly(1, 2);
        assertThat(lessons.get(2).parts().getFirst().samples())
                .containsExactlyElementsOf(bed.samples(1).stream().filter(of(1)).toList());
        assertThat(lessons.get(2).share()).isEqualTo(0.3);
        assertThat(lessons.get(2).anchors()).hasSize(6);
        assertThat(lessons.get(2).from().orElseThrow().id())
                .isEqualTo(bed.checkpoints(1).get(1));
    }

    @Test
    void withStartBaseEveryLessonStartsFromTheModelAsItIsConfigured() throws InterruptedException {
        bed.run(Bed.RECIPE, "learn.start=base", "models.student.with.skill=60", "learn.rollback=false");

        List<Lesson> lessons = List.copyOf(bed.world.lessons);
        assertThat(lessons).hasSize(2).allMatch(lesson -> lesson.from().isEmpty());
        assertThat(lessons.getLast().parts().stream().map(Lesson.Part::round)).containsExactly(1, 2);
    }

    @Test
    void withoutStartEachLessonGoesOnFromTheLastCheckpoint() throws InterruptedException {
        bed.run(
                Bed.RECIPE.replace("start: { from: sums, steps: 3 }, ", ""),
                "models.student.with.skill=60",
                "learn.rollback=false");

        List<Lesson> lessons = List.copyOf(bed.world.lessons);
        assertThat(lessons).hasSize(2);
        assertThat(lessons.getFirst().from()).isEmpty();
        assertThat(lessons.getLast().from().orElseThrow().id())
                .isEqualTo(bed.checkpoints(1).getFirst());
    }

    @Test
    void aCheckpointComesUnderTheTermsOfRejectedSamplesToo() throws InterruptedException {
        bed.run(
                Bed.RECIPE.replace("student: { use: student }", "student: { use: student }, other: { use: remote }"),
                "generate=[{use: answer, model: student}, {id: other, use: answer, model: other}]",
                "learn.with.base=100",
                "until.rounds=1");

        assertThat(bed.samples(1))
                .filteredOn(sample -> sample.verdict() instanceof Verdict.Accepted)
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.provenance().licence()).isEqualTo("CC0-1.0"));
        assertThat(bed.data(1, Kinds.CHECKPOINT).stream()
                        .map(checkpoint -> checkpoint.get("licence").stringValue()))
                .containsExactly("CC0-1.0", "LicenseRef-terms");
    }

    @Test
    void withoutAccumulationALessonHoldsItsRoundAlone() throws InterruptedException {
        bed.run(Bed.RECIPE, "learn.accumulate=false");

        assertThat(List.copyOf(bed.world.lessons).get(2).parts().stream().map(Lesson.Part::round))
                .containsExactly(2);
    }

    @Test
    void everySampleSaysWhereItComesFrom() throws InterruptedException {
        bed.run(Bed.RECIPE);

        assertThat(bed.samples(1)).allSatisfy(sample -> {
            Provenance from = sample.provenance();
            assertThat(from.derivedFrom()).singleElement().satisfies(span -> {
                assertThat(span.source()).isEqualTo("sums");
                assertThat(span.document()).isEqualTo(sample.item().id());
                assertThat(span.documentHash()).hasSize(64);
                assertThat(span.end()).isEqualTo(sample.item().content().length());
                assertThat(span.licence().concluded()).isEqualTo("CC0-1.0");
            });
            assertThat(from.generatedBy().run()).isEqualTo(1);
            assertThat(from.generatedBy().step()).isEqualTo("answer");
            assertThat(from.generatedBy().generator()).isEqualTo("dev.didact.sums.answer@0.1.0");
            assertThat(from.generatedBy().promptHash()).hasSize(64);
            assertThat(from.generatedBy().randomSeed()).isEqualTo(7);
            assertThat(from.generatedBy().level()).isEqualTo(sample.item().level());
            int round = from.generatedBy().round();
            assertThat(from.models()).singleElement().satisfies(model -> {
                assertThat(model.name()).isEqualTo("student");
                assertThat(model.family()).isEqualTo("sums");
                assertThat(model.checkpoint()).contains(bed.checkpoints(1).get(round - 1));
            });
            assertThat(from.licence()).isEqualTo("CC0-1.0");
            assertThat(from.because()).hasSize(2);
        });
    }

    @Test
    void theTermsOfARemoteModelAreInTheLicenceOfWhatItWrites() throws InterruptedException {
        bed.run(Bed.PASS, "models.student.use=remote");

        assertThat(bed.samples(1))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.provenance().licence()).isEqualTo("LicenseRef-terms"));
    }

    @Test
    void aRubricUnderGradeThatWantsTheKeyIsUngraded() throws InterruptedException {
        bed.run(Bed.PASS, "grade=[{use: keyed}]");

        assertThat(bed.world.references).isEmpty();
        assertThat(bed.round(1, 1).ungraded()).isEqualTo(6);
        assertThat(bed.round(1, 1).quarantined()).isEqualTo(6);
    }

    @Test
    void aRecipeWithoutEndIsOnePassOverItsSources() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.PASS);

        assertThat(end.reason()).isEqualTo("source-ended");
        assertThat(bed.samples(1)).hasSize(6);
        assertThat(end.measures()).isEmpty();
    }

    @Test
    void acceptedSamplesAreCountedExactlyInTheOrderOfItems() throws InterruptedException {
        bed.run(Bed.PASS, "generate.0.per-item=3", "until.accepted=5");
        bed.run(Bed.PASS, "generate.0.per-item=3", "until.rounds=1");

        List<DecidedSample> all = bed.samples(2);
        List<DecidedSample> first = bed.samples(1);
        assertThat(first.stream().filter(sample -> sample.verdict() instanceof Verdict.Accepted))
                .hasSize(5);
        assertThat(first.getLast().verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(first.stream().map(DecidedSample::sample))
                .containsExactlyElementsOf(all.subList(0, first.size()).stream()
                        .map(DecidedSample::sample)
                        .toList());
        assertThat(first.size()).isLessThan(all.size());
    }

    @Test
    void aBudgetOfTokensEndsTheRun() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.PASS, "until={budget: 100tok, rounds: 9}");

        assertThat(end.status()).isEqualTo(Status.STOPPED);
        assertThat(end.reason()).isEqualTo("budget");
        assertThat(bed.rounds(1)).hasSize(3);
        assertThat(end.spending().usage()).isEqualTo(new Usage(120, 12));
    }

    /// A call takes 11 tokens; the items that are under way when they are spent are finished.
    @Test
    void aBudgetOfTokensEndsARoundBeforeItsLastItem() throws InterruptedException {
        RunEvent.Finished end =
                bed.run(Bed.PASS, "sources.0.with.count=500", "until.budget=1100tok", "flow.in-flight=8");

        assertThat(end.status()).isEqualTo(Status.STOPPED);
        assertThat(end.reason()).isEqualTo("budget");
        assertThat(bed.samples(1)).hasSize(100);
        assertThat(end.spending().usage()).isEqualTo(new Usage(1000, 100));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void theBudgetThatIsSpentFirstEndsTheRunAndIsNamed() throws InterruptedException {
        RunEvent.Finished tokens = bed.run(Bed.PASS, "until={budget: [100h, 100tok], rounds: 9}");
        RunEvent.Finished rounds = bed.run(Bed.PASS, "until={budget: [100h, 100ktok], rounds: 1}");

        assertThat(tokens.reason()).isEqualTo("budget");
        assertThat(tokens.advice()).startsWith("the budget of 100 tokens is spent");
        assertThat(bed.rounds(1)).hasSize(3);
        assertThat(rounds.reason()).isEqualTo("rounds");
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    /// The model of the recipe can do all that it will ever do from the base on.
    @Test
    void roundsInWhichTheFirstMeasureDoesNotRiseEndTheRun() throws InterruptedException {
        String measure =
                "measure=[{id: held-out, from: sums, level: 1..2, per-level: 3, rubric: keyed, metric: accepted}]";
        RunEvent.Finished end = bed.run(Bed.PASS, measure, "until={plateau: 2, rounds: 9}");

        assertThat(end.status()).isEqualTo(Status.COMPLETED);
        assertThat(end.reason()).isEqualTo("plateau");
        assertThat(bed.rounds(1)).hasSize(3);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aPlateauWithoutAMeasureIsAnError() {
        assertThatThrownBy(() -> bed.workspace.check(bed.text(Bed.PASS, "until.plateau=2")))
                .hasMessageContaining("`until.plateau` looks at the first measure, and there is none");
    }

    @Test
    void twoRoundsInWhichNothingIsAcceptedEndTheRunWithAdvice() throws InterruptedException {
        bed.world.onCall = _ -> Optional.of(Reply.Answered.of("no idea", Usage.NONE));

        RunEvent.Finished end = bed.run(Bed.RECIPE, "until.rounds=9");

        assertThat(end.status()).isEqualTo(Status.STOPPED);
        assertThat(end.reason()).isEqualTo("nothing-accepted");
        assertThat(end.advice()).contains("starting data");
        assertThat(bed.rounds(1)).hasSize(3);
        assertThat(bed.round(1, 1).health()).anyMatch(alarm -> alarm.alarm().equals("nothing-accepted"));
        assertThat(bed.world.lessons).hasSize(1);
    }

    @Test
    void aRubricThatFailsIsBlamedAndNotTheModelWhereItKeepsEverythingFromBeingAccepted() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.RECIPE, "until.rounds=9", "grade=[{use: broken, with: {how: throw}}]");

        String blame = "dev.didact.sums.broken@0.1.0 could not grade 12 of 12 samples; the first says: plugin"
                + " dev.didact.sums@0.1.0 failed: IllegalStateException: cannot be graded";
        assertThat(end.reason()).isEqualTo("nothing-accepted");
        assertThat(end.advice()).contains(blame).doesNotContain("the model never solves this");
        assertThat(bed.round(1, 1).health())
                .filteredOn(alarm -> alarm.alarm().equals("nothing-accepted"))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.message()).contains(blame));
    }

    @Test
    void jobsThatMakeNoSampleAreBlamedWhereTheyAreMost() throws InterruptedException {
        bed.world.onCall = _ -> Optional.of(Reply.Failed.of(Fault.Kind.TRANSPORT, "out of order"));

        RunEvent.Finished end = bed.run(Bed.RECIPE, "until.rounds=9");

        assertThat(end.advice()).contains("24 of 24 jobs made no sample; the first says: ", "out of order");
    }

    @Test
    void armsStartFromOneBaseThatIsLearnedOnce() throws InterruptedException {
        String recipe = Bed.RECIPE + "arms: { full: {}, none: { grade: [] }, more-training: { generate: [] } }\n";
        bed.runArm(recipe, "full");
        bed.runArm(recipe, "none");
        bed.runArm(recipe, "more-training");

        assertThat(bed.world.lessons.stream().filter(lesson -> lesson.round() == 0))
                .hasSize(1);
        assertThat(bed.checkpoints(2).getFirst())
                .isEqualTo(bed.checkpoints(1).getFirst())
                .isEqualTo(bed.checkpoints(3).getFirst());
        assertThat(bed.round(2, 0).measures())
                .isEqualTo(bed.round(1, 0).measures())
                .isEqualTo(bed.round(3, 0).measures());
        assertThat(bed.round(2, 1).accepted()).isEqualTo(bed.round(2, 1).generated());
        assertThat(bed.samples(3)).isEmpty();
        assertThat(bed.rounds(3)).hasSize(3);
        assertThat(List.copyOf(bed.world.lessons).getLast().share()).isEqualTo(1);
    }

    @Test
    void anItemIsDrawnWhenThereIsRoomToWorkOnIt() throws InterruptedException {
        var answered = new AtomicInteger();
        var ahead = new AtomicInteger();
        bed.world.onCall = _ -> {
            ahead.accumulateAndGet(bed.world.drawn.get() - answered.getAndIncrement(), Math::max);
            return Optional.empty();
        };

        bed.run(Bed.PASS, "models.student.use=remote", "flow.in-flight=1", "sources.0.with.count=900");

        assertThat(bed.samples(1)).hasSize(900);
        assertThat(ahead).hasValueLessThanOrEqualTo(256);
    }

    @Test
    void aCallThatHangsHoldsUpNothingBehindIt() throws InterruptedException {
        var others = new CountDownLatch(900 - 1);
        var first = new AtomicBoolean(true);
        var passed = new AtomicBoolean();
        bed.world.onCall = _ -> {
            if (first.getAndSet(false)) {
                passed.set(others.await(1, TimeUnit.MINUTES));
            } else {
                others.countDown();
            }
            return Optional.empty();
        };

        bed.run(Bed.PASS, "models.student.use=remote", "flow.in-flight=2", "sources.0.with.count=900");

        assertThat(passed).isTrue();
        assertThat(bed.samples(1)).hasSize(900);
    }
}
