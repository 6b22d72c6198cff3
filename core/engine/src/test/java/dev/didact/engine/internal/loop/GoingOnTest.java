package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Reply;
import dev.didact.engine.Preview;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.RunHandle;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class GoingOnTest {
    /// The same student at an endpoint, and a judge that grades beside the rule.
    private static final String JUDGED = Bed.RECIPE
            .replace("{ student: { use: student } }", "{ student: { use: remote }, teacher: { use: student } }")
            .replace("[ { use: right } ]", "[ { use: right }, { use: judged, judge: teacher } ]");

    @TempDir
    Path temporary;

    private Bed undisturbed;
    private Bed bed;

    @BeforeEach
    void open() {
        undisturbed = new Bed(temporary.resolve("undisturbed"));
        bed = new Bed(temporary.resolve("disturbed"));
    }

    @AfterEach
    void close() {
        undisturbed.close();
        bed.close();
    }

    @Test
    void aStoppedRunGoesOnToTheEndOfTheUndisturbedOneAndRepeatsNoKeptCall() throws InterruptedException {
        undisturbed.run(JUDGED);
        bed.stopAtCall(40, JUDGED);
        assertThat(bed.workspace.view(1).finished().orElseThrow().reason()).isEqualTo("interrupted");
        assertThat(bed.workspace.runs().getFirst().status()).isEqualTo("stopped");
        Set<Long> kept = bed.kept(1);
        bed.world.asked.clear();

        bed.resume(1);

        assertThat(kept).isNotEmpty();
        assertThat(bed.asked()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(kept);
        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
    }

    @Test
    void aRunThatWasStoppedTwiceEndsAsTheUndisturbedOne() throws InterruptedException {
        undisturbed.run(JUDGED);
        bed.stopAtCall(25, JUDGED);
        var reached = new CountDownLatch(1);
        bed.world.onLesson = lesson -> {
            if (lesson.round() == 1) {
                reached.countDown();
                new CountDownLatch(1).await();
            }
        };
        RunHandle again = bed.workspace.resume(1, _ -> {});
        Bed.until(reached, again);
        again.stop();
        assertThat(again.await().status()).isEqualTo(Status.STOPPED);
        bed.world.onLesson = _ -> {};

        bed.resume(1);

        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aRunCanBeStoppedAndGoneOnWithRightAfterItsHandleReturns() throws InterruptedException {
        for (int i = 1; i <= 10; i++) {
            RunHandle run = bed.start(Bed.PASS);
            run.await();
            assertThat(bed.workspace.runs().getLast().status()).isEqualTo("completed");
            assertThat(bed.workspace.stop(i)).isFalse();
        }
    }

    /// A crash leaves the journal as it was behind some event. Going on from each of them must come to the same end.
    @Test
    void aRunThatBrokeOffBehindAnyEventEndsAsTheUndisturbedOneAndRepeatsNoKeptCall()
            throws InterruptedException, IOException {
        undisturbed.run(JUDGED);
        List<Event> events = undisturbed.journal(1);
        List<String> outcome = undisturbed.outcome(1);
        for (int k = 1; k < events.size(); k++) {
            boolean telling = !Set.of(Kinds.CALL_STARTED, Kinds.CALL, Kinds.SAMPLE, Kinds.ITEM)
                            .contains(events.get(k - 1).kind())
                    || k % 17 == 0;
            if (telling) {
                Path folder = temporary.resolve("crash" + k);
                Journals.write(undisturbed.folder, folder, events.subList(0, k));
                try (Bed crashed = new Bed(folder)) {
                    Set<Long> kept = crashed.kept(1);
                    crashed.resume(1);
                    assertThat(crashed.asked())
                            .as("asked after a crash behind event %d", k)
                            .doesNotHaveDuplicates()
                            .noneMatch(kept::contains);
                    assertThat(crashed.outcome(1))
                            .as(
                                    "end after a crash behind event %d (%s)",
                                    k, events.get(k - 1).kind())
                            .isEqualTo(outcome);
                    assertThat(crashed.workspace.replay(1).difference())
                            .as("replay after a crash behind event %d", k)
                            .isEmpty();
                }
            }
        }
    }

    /// So many items that answers of the first of them are not looked for any more.
    @Test
    void whatWasCountedIsNeitherMadeNorGradedNorAskedAgain() throws InterruptedException, IOException {
        String items = "sources.0.with.count=2500";
        undisturbed.run(Bed.PASS, items);
        List<Event> events = undisturbed.journal(1);
        List<Integer> samples = IntStream.range(0, events.size())
                .filter(i -> events.get(i).kind().equals(Kinds.SAMPLE))
                .boxed()
                .toList();
        Journals.write(undisturbed.folder, temporary.resolve("crash"), events.subList(0, samples.get(2_090)));
        try (Bed crashed = new Bed(temporary.resolve("crash"))) {
            Set<Long> kept = crashed.kept(1);

            crashed.resume(1);

            assertThat(crashed.asked()).doesNotHaveDuplicates().noneMatch(kept::contains);
            assertThat(crashed.world.seen).hasSize(2 * (2_500 - 2_048));
            assertThat(crashed.outcome(1)).isEqualTo(undisturbed.outcome(1));
            assertThat(crashed.workspace.replay(1).difference()).isEmpty();
        }
    }

    @Test
    void aSourceThatGivesOtherItemsThanBeforeIsNamed() throws InterruptedException, IOException {
        undisturbed.run(Bed.PASS);
        List<Event> events = undisturbed.journal(1);
        int counted = 0;
        while (!events.get(counted).kind().equals(Kinds.COUNTED)
                || events.get(counted).data().get("items").intValue() < 2) {
            counted++;
        }
        List<Event> broken = new ArrayList<>(events.subList(0, counted + 1));
        broken.getLast().data().put("last", "0".repeat(64));
        Journals.write(undisturbed.folder, temporary.resolve("crash"), broken);
        try (Bed crashed = new Bed(temporary.resolve("crash"))) {
            assertThatThrownBy(() -> crashed.resume(1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("run 1 cannot go on")
                    .hasMessageContaining("item 2 of the round was another one")
                    .hasMessageContaining("source 'sums' gives '");
            assertThat(crashed.world.asked).isEmpty();
        }
    }

    @Test
    void aRunWhoseTimeIsUpComesToWhereItWasBrokenOffAndStartsNoFurtherItem() throws InterruptedException, IOException {
        bed.run(Bed.RECIPE, "until.budget=100h", "sources.0.with.count=30");
        List<Event> events = bed.journal(1);
        int samples = 0;
        int end = 0;
        while (samples < 20) {
            samples += events.get(end++).kind().equals(Kinds.SAMPLE) ? 1 : 0;
        }
        List<Event> late = new ArrayList<>(events.subList(0, end));
        Event last = events.getLast();
        ObjectNode paused = last.data().deepCopy().put(RunLog.SECONDS, 400_000);
        late.add(new Event(last.place(), last.at(), Kinds.PAUSED, paused));
        Journals.write(bed.folder, temporary.resolve("late"), late);
        try (Bed lateBed = new Bed(temporary.resolve("late"))) {
            RunEvent.Finished ended = lateBed.resume(1);

            assertThat(ended.status()).isEqualTo(Status.STOPPED);
            assertThat(ended.reason()).isEqualTo("budget");
            assertThat(lateBed.rounds(1)).hasSize(2);
            assertThat(lateBed.samples(1)).hasSizeBetween(20, 24);
            assertThat(lateBed.samples(1))
                    .isEqualTo(bed.samples(1).subList(0, lateBed.samples(1).size()));
            assertThat(lateBed.data(1, Kinds.CUT)).hasSize(1);
            assertThat(lateBed.workspace.replay(1).difference()).isEmpty();
        }
    }

    @Test
    void aLessonThatWasLearnedBeforeTheCrashIsNotLearnedAgain() throws InterruptedException, IOException {
        undisturbed.run(Bed.RECIPE);
        List<Event> events = undisturbed.journal(1);
        int last = 0;
        for (int i = 0; i < events.size(); i++) {
            last = events.get(i).kind().equals(Kinds.CHECKPOINT) ? i : last;
        }
        Journals.write(undisturbed.folder, temporary.resolve("crash"), events.subList(0, last + 1));
        try (Bed crashed = new Bed(temporary.resolve("crash"))) {
            crashed.resume(1);

            assertThat(crashed.world.lessons).isEmpty();
            assertThat(crashed.outcome(1)).isEqualTo(undisturbed.outcome(1));
        }
    }

    @Test
    void goingOnWithAFinishedRunTellsItsEndAgainAndMakesNoCall() throws InterruptedException {
        RunEvent.Finished end = bed.run(Bed.RECIPE);
        int events = bed.journal(1).size();
        bed.world.asked.clear();
        bed.events.clear();

        assertThat(bed.resume(1)).isEqualTo(end);

        assertThat(bed.events).containsExactly(end);
        assertThat(bed.world.asked).isEmpty();
        assertThat(bed.journal(1)).hasSize(events);
    }

    @Test
    void aRunIsPinnedToThePluginsItWasStartedWith() throws InterruptedException {
        bed.stopAtCall(5, JUDGED);
        try (Bed updated = new Bed(bed.folder, new Sums(), 2, "6b".repeat(32))) {
            assertThatThrownBy(() -> updated.resume(1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("dev.didact.sums@0.1.0")
                    .hasMessageContaining("5a5a5a5a5a5a")
                    .hasMessageContaining("6b6b6b6b6b6b");
            assertThat(updated.world.asked).isEmpty();
        }
        assertThat(bed.resume(1).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aRunHasOneWriter() throws InterruptedException {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        bed.world.onCall = _ -> {
            reached.countDown();
            goOn.await();
            return Optional.empty();
        };
        RunHandle run = bed.start(Bed.RECIPE);
        Bed.until(reached, run);
        try (Bed second = new Bed(bed.folder)) {
            assertThatThrownBy(() -> second.resume(1)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problems().getFirst().code()).isEqualTo("E410");
                assertThat(e.problems().getFirst().category()).isEqualTo(Problem.Category.ENVIRONMENT);
            });
            assertThat(second.world.asked).isEmpty();
            assertThat(second.run(Bed.PASS).run()).isEqualTo(2);
        }
        goOn.countDown();
        assertThat(run.await().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aModelThatIsDownStopsTheRunAndTheRunGoesOnWhenItIsUp() throws InterruptedException {
        undisturbed.run(JUDGED);
        var calls = new AtomicInteger();
        bed.world.onCall = _ -> {
            if (calls.incrementAndGet() > 20) {
                throw new DidactException.Unavailable("connection refused");
            }
            return Optional.empty();
        };

        ProblemException down = bed.refused(bed.start(JUDGED));

        assertThat(down.problems().getFirst().code()).isEqualTo("E401");
        assertThat(down).hasMessageContaining("connection refused");
        assertThat(bed.workspace.view(1).finished().orElseThrow().status()).isEqualTo(Status.PAUSED);
        bed.world.onCall = _ -> Optional.empty();
        Set<Long> kept = bed.kept(1);
        bed.world.asked.clear();
        bed.resume(1);
        assertThat(bed.asked()).doesNotContainAnyElementsOf(kept);
        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
    }

    @Test
    void aLearnerThatFailsStopsTheRunAndTheRunGoesOnWhenItIsMended() throws InterruptedException {
        undisturbed.run(Bed.RECIPE);
        bed.world.onLesson = lesson -> failIn(2, lesson);

        ProblemException failed = bed.refused(bed.start(Bed.RECIPE));

        assertThat(failed.problems().getFirst().code()).isEqualTo("E503");
        assertThat(failed).hasMessageContaining("the loss is not a number");
        bed.world.onLesson = _ -> {};
        bed.world.asked.clear();
        Set<Long> kept = bed.kept(1);
        bed.resume(1);
        assertThat(bed.asked()).doesNotContainAnyElementsOf(kept);
        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty-folder", "no-folder"})
    void aLearnerThatLeavesNoFileIsNamedWithWhatALearnerDoes(String leaves) throws InterruptedException {
        ProblemException failed = bed.refused(bed.start(Bed.RECIPE, "learn.with.leaves=" + leaves));

        assertThat(failed.problems().getFirst().code()).isEqualTo("E503");
        assertThat(failed).hasMessageContaining("the learner").hasMessageContaining("writes its files under");
        assertThat(bed.workspace.view(1).finished().orElseThrow().status()).isEqualTo(Status.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, false, E411",
        "No space left on device, true, E411",
        "Read-only file system, false, E412"
    })
    void aDiskThatCannotBeWrittenIsNamedWithWhatToDoAndTheRunGoesOnWhenItCan(
            String says, boolean toTheLearner, String code) throws InterruptedException {
        undisturbed.run(Bed.RECIPE);
        bed.world.onLesson = lesson -> {
            if (lesson.round() == 1 && toTheLearner) {
                throw new DidactException.Unavailable("the weights cannot be written", new IOException(says));
            }
            bed.disk.says = lesson.round() == 1 ? says : "";
        };

        ProblemException full = bed.refused(bed.start(Bed.RECIPE));

        assertThat(full.problems().getFirst().code()).isEqualTo(code);
        assertThat(full.problems().getFirst().category().exitCode()).isEqualTo(4);
        assertThat(full).hasMessageContaining(bed.folder.toString()).hasMessageContaining("(`resume 1` goes on)");
        assertThat(bed.folder.resolve("temporary")).isEmptyDirectory();
        bed.disk.says = "";
        bed.world.onLesson = _ -> {};
        bed.resume(1);
        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
    }

    private static void failIn(int round, Lesson lesson) {
        if (lesson.round() == round) {
            throw new IllegalStateException("the loss is not a number");
        }
    }

    @Test
    void whatWasAskedInAPreviewIsNotAskedAgainByTheRun() throws InterruptedException {
        var preview = bed.workspace.preview(bed.text(Bed.PASS), 2);
        Set<Long> paid = new HashSet<>(bed.asked());
        bed.world.asked.clear();

        bed.run(Bed.PASS);

        assertThat(preview.items()).hasSize(2);
        assertThat(paid).hasSize(2);
        assertThat(bed.asked()).hasSize(4).doesNotContainAnyElementsOf(paid);
        assertThat(bed.samples(1).subList(0, 2).stream().map(sample -> sample.sample()))
                .containsExactlyElementsOf(preview.items().stream()
                        .flatMap(item -> item.samples().stream())
                        .map(sample -> sample.sample())
                        .toList());
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aPreviewWhoseModelIsNotReachedFailsAsARunDoesAndKeepsNothingOfIt() throws InterruptedException {
        bed.world.onCall = _ -> {
            throw new DidactException.Transient("nobody listens", Optional.empty());
        };
        assertThatThrownBy(() -> bed.workspace.preview(bed.text(Bed.PASS), 2))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model 'student' cannot be used: nobody listens")
                .satisfies(e -> assertThat(
                                ((ProblemException) e).problems().getFirst().category())
                        .isEqualTo(Problem.Category.ENVIRONMENT));
        bed.world.onCall = _ -> Optional.empty();

        assertThat(bed.workspace.preview(bed.text(Bed.PASS), 2).items())
                .flatExtracting(Preview.Previewed::exchanges)
                .extracting(Preview.Exchange::reply)
                .hasOnlyElementsOfType(Reply.Answered.class);
    }

    @Test
    void checkingMakesNoCallAndNoRun() throws InterruptedException {
        var checked = bed.workspace.check(bed.text(JUDGED));

        assertThat(bed.world.asked).isEmpty();
        assertThat(bed.world.lessons).isEmpty();
        assertThat(bed.workspace.runs()).isEmpty();
        assertThat(checked.items()).hasValue(6);
        assertThat(checked.samples()).hasValue(6 * 2 * 2 * 2);
        assertThat(checked.calls()).hasValue(6 * 2 * 2 * 2 * 2 + 6 * 3);
    }
}
