package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Alarm;
import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.RoundFinished;
import dev.didact.engine.internal.workspace.Kinds;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MeasuresTest extends BedTest {
    @Test
    void measuredAnswersAreTheLikeliestAndSamplesAreNot() throws InterruptedException {
        bed.run(Bed.RECIPE);

        Map<Boolean, Long> greedy = bed.world.asked.stream()
                .collect(Collectors.groupingBy(
                        call -> call.settings().temperature().orElse(1) == 0, Collectors.counting()));
        assertThat(greedy).containsEntry(true, 3L * 6).containsEntry(false, (long)
                bed.samples(1).size());
    }

    @Test
    void measuredItemsAreSpreadOverTheLevelsAndTheSameInEachRound() throws InterruptedException {
        bed.run(Bed.RECIPE);

        assertThat(bed.rounds(1)).allSatisfy(round -> {
            Measured measured = round.measures().getFirst();
            assertThat(measured.n()).isEqualTo(6);
            assertThat(measured.byLevel().stream().map(Measured.AtLevel::level)).containsExactly(1, 2);
            assertThat(measured.byLevel().stream().map(Measured.AtLevel::n)).containsExactly(3, 3);
            assertThat(measured.low()).isLessThanOrEqualTo(measured.score());
            assertThat(measured.high()).isGreaterThanOrEqualTo(measured.score());
        });
        assertThat(bed.world.asked.stream()
                        .filter(call -> call.settings().temperature().isPresent())
                        .collect(Collectors.groupingBy(call -> call.lastUserText(), Collectors.counting())))
                .hasSize(6)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(3));
    }

    @Test
    void keysReachTheRubricOfTheMeasureAndNobodyElse() throws InterruptedException {
        bed.run(Bed.RECIPE, "measure.0.rubric=keyed");

        assertThat(bed.world.references).hasSize(3 * 6);
        assertThat(bed.world.seen)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContain("key=Optional["));
        assertThat(bed.data(1, Kinds.ITEM)).isNotEmpty().noneMatch(item -> item.has("key"));
    }

    @Test
    void aRoundThatLowersAMeasureThatMustNotFallIsGivenUp() throws InterruptedException {
        RunEvent.Finished end =
                bed.run(Bed.RECIPE, "learn.with.base=100", "learn.with.gain=-100", "measure.0.per-level=6");

        RoundFinished spoilt = bed.round(1, 1);
        assertThat(spoilt.rolledBack()).isTrue();
        assertThat(spoilt.measures().getFirst().score()).isZero();
        assertThat(spoilt.health()).anyMatch(alarm -> alarm.alarm().equals("measure-fell"));
        assertThat(bed.student(1)).contains(bed.checkpoints(1).getFirst());
        assertThat(List.copyOf(bed.world.lessons).get(2).from().orElseThrow().id())
                .isEqualTo(bed.checkpoints(1).getFirst());
        assertThat(end.measures().getFirst().last())
                .isEqualTo(end.measures().getFirst().first());
    }

    /// Of the six items of each pass three are measured, as starting data, as items and as anchors.
    @Test
    void heldOutItemsThatAreLearnedFromAreTold() throws InterruptedException {
        var cut = new AtomicBoolean(true);
        bed.world.onLesson = lesson -> {
            if (lesson.round() == 2 && cut.getAndSet(false)) {
                throw new DidactException.Unavailable("out of paper");
            }
        };
        bed.refused(bed.start(Bed.RECIPE, "sources.0.with.blind=true", "sources.0.level.stop=1"));
        bed.resume(1);

        assertThat(bed.rounds(1).stream()
                        .map(round -> round.health().stream()
                                .filter(alarm -> alarm.alarm().equals("held-out-leak"))
                                .map(Alarm::value)
                                .toList()))
                .containsExactly(List.of(3.), List.of(6.), List.of(6.));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aSourceThatKnowsNoPurposesKeepsAShareOfItsDocumentsForTheMeasure() throws InterruptedException {
        String[] settings = {
            "sources.0.with.blind=true",
            "sources.0.with.count=40",
            "sources.0.level.stop=1",
            "sources.0.held-out=0.4",
            "measure.0.level=1",
            "measure.0.per-level=100"
        };
        bed.run(Bed.RECIPE, settings);

        int measured = bed.round(1, 1).measures().getFirst().n();
        assertThat(measured).isBetween(5, 30);
        assertThat(bed.data(1, Kinds.ITEM).stream()
                        .map(item -> item.path("id").stringValue())
                        .distinct())
                .hasSize(40 - measured);
        assertThat(bed.rounds(1))
                .allSatisfy(round -> assertThat(round.health())
                        .noneMatch(alarm -> alarm.alarm().equals("held-out-leak")));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void checkWarnsOfHeldOutItemsAmongThoseToLearnFrom() throws InterruptedException {
        assertThat(bed.workspace
                        .check(bed.text(Bed.RECIPE, "sources.0.with.blind=true"))
                        .warnings())
                .anyMatch(warning -> warning.startsWith("3 of the items to learn from are held-out items"));
        assertThat(bed.workspace.check(bed.text(Bed.RECIPE)).warnings())
                .noneMatch(warning -> warning.contains("held-out"));
    }

    @Test
    void checkTellsWhereASourceStandsThatYieldsNoItemAndWhatToLookAt() throws Exception {
        Files.writeString(bed.folder.resolve("none.jsonl"), "");

        assertThat(bed.workspace
                        .check(bed.text(Bed.RECIPE.replace(
                                "sources:  [ ", "sources:  [ { id: none, use: jsonl, with: { path: none.jsonl } }, ")))
                        .warnings())
                .containsOnlyOnce("source 'none' (r.yaml:5:13) yields no item: look at what its `with` names, at its"
                        + " `level`, and at the share of documents that `held-out` keeps");
        assertThat(bed.workspace
                        .check(bed.text(Bed.RECIPE, "measure=[{id: own, path: none.jsonl, rubric: keyed}]"))
                        .warnings())
                .anyMatch(warning -> warning.startsWith("measure 'own' (") && warning.contains(") has no item: "));
    }

    @Test
    void aRoundThatWasGivenUpRaisesNoLevelAndIsPartOfNoLaterLesson() throws InterruptedException {
        bed.world.onLesson = lesson -> bed.world.gain = lesson.round() == 1 ? -100 : 0;
        bed.run(Bed.RECIPE, "learn.with.base=100", "measure.0.per-level=6", "until.rounds=3");

        assertThat(bed.rounds(1).stream().map(RoundFinished::rolledBack)).containsExactly(false, true, false, false);
        assertThat(bed.round(1, 1).coverage()).isGreaterThan(0.5);
        assertThat(bed.rounds(1).stream().map(round -> round.levels().get("sums")))
                .containsExactly(1, 1, 1, 2);
        assertThat(List.copyOf(bed.world.lessons).getLast().parts().stream().map(Lesson.Part::round))
                .containsExactly(2, 3);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void heldOutItemsAndAnchorsMayStandInFiles() throws Exception {
        Files.writeString(bed.folder.resolve("held.jsonl"), "1+1\n2+2\n3+3\n".repeat(20));
        Files.writeString(bed.folder.resolve("human.jsonl"), "100+1\n100+2\n");

        bed.run(
                Bed.RECIPE,
                "measure=[{id: own, path: held.jsonl, rubric: keyed, metric: accuracy}]",
                "learn.anchors={path: human.jsonl, share: 0.5}");

        assertThat(bed.rounds(1))
                .allSatisfy(round -> assertThat(round.measures())
                        .singleElement()
                        .satisfies(measure -> assertThat(measure.n()).isEqualTo(60)));
        assertThat(List.copyOf(bed.world.lessons).getLast().anchors().stream().map(Lesson.Example::prompt))
                .containsExactly("100+1", "100+2");
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void checkCountsTheCallsForAsManyHeldOutItemsAsThereAre() throws Exception {
        Files.writeString(bed.folder.resolve("held.jsonl"), "1+1\n2+2\n3+3\n");

        var checked = bed.workspace.check(bed.text(
                Bed.RECIPE,
                "models.judge={use: remote}",
                "measure=[{id: own, path: held.jsonl, rubric: {use: judged, judge: judge}}]"));

        assertThat(checked.calls()).hasValue(6 * 2 * 2 * 2 + 3 * 2 * 3);
    }

    @Test
    void accuracyCountsWhatCouldNotBeDecidedAsNotRight() throws InterruptedException {
        bed.world.onCall = call -> call.settings().temperature().orElse(1) == 0
                        && call.lastUserText().matches("[0-9]+\\+[0-9]+")
                ? Optional.of(new Reply.Failed(new Fault(Fault.Kind.BAD_REQUEST, "too long")))
                : Optional.empty();

        bed.run(Bed.RECIPE, "learn.with.base=100", "measure.0.metric=accuracy");

        assertThat(bed.round(1, 0).measures()).singleElement().satisfies(measure -> {
            assertThat(measure.n()).isEqualTo(6);
            assertThat(measure.score()).isEqualTo(0.5);
            assertThat(measure.ungraded()).isEqualTo(3);
        });
        assertThat(bed.round(1, 0).health()).contains(undecided(0.5, "could not decide 3 of 6 items", "too long"));
    }

    @Test
    void accuracyOfWhatNobodyCouldDecideIsNoScore() throws InterruptedException {
        bed.run(Bed.RECIPE, "measure.0.rubric=broken", "measure.0.metric=accuracy");

        assertThat(bed.round(1, 0).measures()).singleElement().satisfies(measure -> {
            assertThat(measure.determined()).isFalse();
            assertThat(measure.score()).isNaN();
            assertThat(measure.ungraded()).isEqualTo(6);
        });
    }

    @Test
    void aMeasureThatCannotGradeSaysNothingAndRollsNothingBack() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.RECIPE, "measure.0.rubric=broken");

        assertThat(bed.rounds(1)).hasSize(3).allSatisfy(round -> {
            assertThat(round.rolledBack()).isFalse();
            assertThat(round.measures()).singleElement().satisfies(measure -> {
                assertThat(measure.determined()).isFalse();
                assertThat(measure.score()).isNaN();
                assertThat(measure.low()).isZero();
                assertThat(measure.high()).isEqualTo(1);
                assertThat(measure.n()).isZero();
                assertThat(measure.ungraded()).isEqualTo(6);
                assertThat(measure.byLevel()).isEmpty();
            });
            assertThat(round.health()).contains(undecided(1, "could not decide 6 of 6 items", "not understood"));
        });
        assertThat(end.measures().getFirst().last().determined()).isFalse();
        assertThat(bed.workspace.view(1).finished()).contains(end);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    private static Alarm undecided(double share, String what, String first) {
        return new Alarm(
                "measure-ungraded",
                share,
                "the measure 'held-out' " + what
                        + ", because its rubric or a call failed: "
                        + (share == 1 ? "it says nothing, and holds back no round" : "its score is of the others alone")
                        + "; the first says: " + first);
    }

    /// Six wrong answers more would be a fall.
    @Test
    void anItemWhoseAnswerFailsToComeIsNeitherRightNorWrong() throws InterruptedException {
        var failing = new AtomicBoolean();
        bed.world.onLesson = lesson -> failing.set(lesson.round() > 0);
        bed.world.onCall = call -> failing.get()
                        && call.settings().temperature().orElse(1) == 0
                        && call.lastUserText().matches("[0-9]+\\+[0-9]+")
                ? Optional.of(new Reply.Failed(new Fault(Fault.Kind.BAD_REQUEST, "too long")))
                : Optional.empty();

        bed.run(Bed.RECIPE, "learn.with.base=100", "learn.with.gain=0", "measure.0.per-level=6");

        Measured base = bed.round(1, 0).measures().getFirst();
        Measured after = bed.round(1, 1).measures().getFirst();
        assertThat(base.n()).isEqualTo(12);
        assertThat(base.ungraded()).isZero();
        assertThat(bed.round(1, 0).health()).isEmpty();
        assertThat(after.n()).isEqualTo(6);
        assertThat(after.ungraded()).isEqualTo(6);
        assertThat(after.score()).isEqualTo(base.byLevel().get(1).score());
        assertThat(after.byLevel()).containsExactly(base.byLevel().get(1));
        assertThat(bed.round(1, 1).health()).contains(undecided(0.5, "could not decide 6 of 12 items", "too long"));
        assertThat(bed.round(1, 1).rolledBack()).isFalse();
    }

    @Test
    void anAnswerOfWhichNoSampleCanBeMadeIsWrong() throws InterruptedException {
        bed.world.onCall = call -> call.settings().temperature().orElse(1) == 0
                        && call.lastUserText().matches("[0-9]+\\+[0-9]+")
                ? Optional.of(Reply.Answered.of(" ", Usage.NONE))
                : Optional.empty();

        bed.run(Bed.RECIPE, "learn.with.base=100", "learn.with.gain=0", "measure.0.per-level=6");

        Measured measured = bed.round(1, 0).measures().getFirst();
        assertThat(measured.n()).isEqualTo(12);
        assertThat(measured.ungraded()).isZero();
        assertThat(measured.byLevel().getFirst().score()).isZero();
    }

    @Test
    void aMeasureThatMayFallRollsNothingBack() throws InterruptedException {
        bed.run(
                Bed.RECIPE.replace(", gate: must-not-fall", ""),
                "learn.with.base=100",
                "learn.with.gain=-100",
                "measure.0.per-level=6");

        assertThat(bed.round(1, 1).rolledBack()).isFalse();
        assertThat(bed.round(1, 1).health()).anyMatch(alarm -> alarm.alarm().equals("measure-fell"));
        assertThat(bed.student(1)).contains(bed.checkpoints(1).get(2));
    }
}
