package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.model.Reply;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Replayed;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class DerivingTest {
    /// Asks six calls at a time: six samples, then six measured answers.
    private static final String IN_SIXES = Bed.RECIPE
            .replace("{ student: { use: student } }", "{ student: { use: remote } }")
            .replace("per-item: 2, tries: 2", "per-item: 1, tries: 1");

    @TempDir
    Path temporary;

    private Bed bed;

    @BeforeEach
    void open() {
        bed = new Bed(temporary.resolve("run"));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aReplayFindsNoDifferenceAndMakesNoCall() throws InterruptedException {
        bed.run(Bed.RECIPE);
        bed.world.asked.clear();
        int events = bed.journal(1).size();

        Replayed replayed = bed.workspace.replay(1);

        assertThat(replayed.difference()).isEmpty();
        assertThat(replayed.samples()).isEqualTo(bed.samples(1).size());
        assertThat(replayed.rounds()).isEqualTo(3);
        assertThat(replayed.checkpoints()).isEqualTo(3);
        assertThat(replayed.notes()).isEmpty();
        assertThat(bed.world.asked).isEmpty();
        assertThat(bed.journal(1)).hasSize(events);
    }

    @Test
    void aReplayFindsWhatARubricWouldSayOtherwiseToday() throws InterruptedException {
        bed.run(Bed.RECIPE);
        bed.world.alsoRight = bed.samples(1).stream()
                .map(sample -> sample.sample().response())
                .filter(response -> bed.samples(1).stream()
                        .noneMatch(sample ->
                                response.equals(Sums.sum(sample.sample().prompt()))))
                .findFirst()
                .orElseThrow();

        assertThat(bed.workspace.replay(1).difference())
                .hasValueSatisfying(difference ->
                        assertThat(difference).contains("(sample)").contains(bed.world.alsoRight));
    }

    @Test
    void aReplayFindsEveryKindOfRecordThatWasChanged() throws InterruptedException, IOException {
        bed.run(Bed.RECIPE);

        assertThat(tampered(Kinds.CALL, call -> ((ObjectNode) call.get("reply")).put("text", "7")))
                .isPresent();
        assertThat(tampered(Kinds.SAMPLE, sample -> ((ObjectNode) sample.get("sample")).put("response", "7")))
                .isPresent();
        assertThat(tampered(
                        Kinds.SAMPLE,
                        sample -> sample.putObject("verdict")
                                .put("verdict", "quarantined")
                                .put("rule", "x")))
                .isPresent();
        assertThat(tampered(Kinds.ITEM, item -> item.put("content", "1+1"))).isPresent();
        assertThat(tampered(Kinds.LESSON, lesson -> lesson.put("anchors", 7))).isPresent();
        assertThat(tampered(Kinds.CHECKPOINT, checkpoint -> checkpoint.put("id", "ab".repeat(32))))
                .isPresent();
        assertThat(tampered(Kinds.ROUND, round -> ((ObjectNode) round.get("event")).put("accepted", 999)))
                .isPresent();
        assertThat(tampered(Kinds.CALL, _ -> {})).isEmpty();
    }

    /// Whether an event stands before the last sample; a call that does is one for a sample, and not one of a measure,
    /// which keeps only whether the answer was right.
    private static boolean samplesFollow(List<Event> events, int at) {
        return events.subList(at, events.size()).stream()
                .anyMatch(event -> event.kind().equals(Kinds.SAMPLE));
    }

    /// What a replay finds after the last event of a kind was changed.
    private Optional<String> tampered(String kind, Consumer<ObjectNode> change)
            throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>(bed.journal(1));
        int last = events.size() - 1;
        while (!events.get(last).kind().equals(kind) || (kind.equals(Kinds.CALL) && !samplesFollow(events, last))) {
            last--;
        }
        change.accept(events.get(last).data());
        Path folder = Files.createTempDirectory(temporary, "tampered");
        Journals.write(bed.folder, folder, events);
        try (Bed other = new Bed(folder)) {
            return other.workspace.replay(1).difference();
        }
    }

    @Test
    void aByteThatWasChangedInTheJournalFailsTheReplayAndIsNamedWithSegmentAndPlace()
            throws InterruptedException, IOException {
        bed.run(Bed.RECIPE);
        Event sample = bed.journal(1).stream()
                .filter(event -> event.kind().equals(Kinds.SAMPLE))
                .findFirst()
                .orElseThrow();
        Path segment = bed.folder.resolve("runs/1/journal/000001.jsonl");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[(int) sample.place().offset() + sample.place().length() / 2] ^= 1;
        Files.write(segment, bytes);

        assertThatThrownBy(() -> bed.workspace.replay(1)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problems().getFirst().category().exitCode()).isEqualTo(1);
            assertThat(e)
                    .hasMessageContaining(segment.toString())
                    .hasMessageContaining("byte " + sample.place().offset());
        });
    }

    @Test
    void theOrderInWhichCallsFinishAndTheNumberOfThreadsChangeNothing() throws InterruptedException {
        List<String> rising = inOrder("rising", 1, Comparator.naturalOrder());
        List<String> falling = inOrder("falling", 3, Comparator.reverseOrder());

        try (Bed one = new Bed(temporary.resolve("rising"));
                Bed other = new Bed(temporary.resolve("falling"))) {
            assertThat(rising).isNotEqualTo(falling).containsExactlyInAnyOrderElementsOf(falling);
            assertThat(one.outcome(1)).isEqualTo(other.outcome(1));
        }
    }

    /// Runs with a model that waits until six calls are there and answers them in an order of their questions.
    ///
    /// @return the keys of the answers as they were kept
    private List<String> inOrder(String name, int threads, Comparator<String> order) throws InterruptedException {
        try (Bed ordered = new Bed(temporary.resolve(name), new Sums(), threads, Bed.HASH)) {
            var six = new Six(order);
            ordered.world.onCall = call -> six.pass(call.lastUserText());
            ordered.run(IN_SIXES);
            return ordered.data(1, Kinds.CALL).stream()
                    .map(call -> call.get("key").stringValue())
                    .toList();
        }
    }

    /// Lets six calls in, then one after the other out.
    private static final class Six {
        private final ConcurrentSkipListMap<String, CountDownLatch> inside;

        Six(Comparator<String> order) {
            inside = new ConcurrentSkipListMap<>(order);
        }

        Optional<Reply> pass(String question) throws InterruptedException {
            var turn = new CountDownLatch(1);
            synchronized (this) {
                inside.put(question, turn);
                if (inside.size() == 6) {
                    inside.firstEntry().getValue().countDown();
                }
            }
            turn.await();
            synchronized (this) {
                inside.remove(question);
                if (!inside.isEmpty()) {
                    inside.firstEntry().getValue().countDown();
                }
            }
            return Optional.empty();
        }
    }

    @Test
    void callsBeyondTheLastWantedSampleMakeNoDifference() throws InterruptedException {
        bed.run(Bed.PASS, "models.student.use=remote", "generate.0.per-item=2", "until.accepted=3");

        for (int i = 0; i < 5; i++) {
            assertThat(bed.workspace.replay(1).difference()).isEmpty();
        }
    }

    @Test
    void noMoreItemsAreStartedThanTheWantedSamplesNeed() throws InterruptedException {
        bed.run(Bed.PASS, "sources.0.with.count=500", "models.student.with.skill=100", "until.accepted=20");

        assertThat(bed.samples(1)).hasSize(20);
        assertThat(bed.asked()).hasSizeLessThan(60);
    }

    @Test
    void aStepThatAsksSomethingElseThanBeforeIsNamed() throws InterruptedException, IOException {
        bed.run(Bed.PASS, "generate=[{use: impure, model: student}]");
        List<Event> events = bed.journal(1).stream()
                .takeWhile(event -> !event.kind().equals(Kinds.SAMPLE))
                .filter(event -> !event.kind().equals(Kinds.ITEM))
                .toList();
        Journals.write(bed.folder, temporary.resolve("crash"), events);
        try (Bed crashed = new Bed(temporary.resolve("crash"))) {
            crashed.resume(1);

            assertThat(crashed.round(1, 1).failed()).isPositive();
            assertThat(crashed.round(1, 1).health())
                    .anySatisfy(alarm ->
                            assertThat(alarm.message()).contains("asked something else of 'student'", "must be pure"));
            assertThat(crashed.round(1, 1).generated() + crashed.round(1, 1).failed())
                    .isEqualTo(6);
        }
    }
}
