package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedEventsTest {

    private static final int LONGER_THAN_SEVERAL_READS = 300_000;

    @TempDir
    private Path run;

    private Path segment;
    private EventPlace closed;

    @BeforeEach
    void writeEvents() {
        segment = run.resolve("journal/000001.jsonl");
        try (Journal journal = Journals.open(run)) {
            journal.appendDurably("round.closed", Journals.number(1));
            closed = journal.appendDurably("round.closed", Journals.number(2));
            journal.appendDurably("sample", Journals.number(3).put("text", "é\n".repeat(LONGER_THAN_SEVERAL_READS)));
            journal.appendDurably("sample", Journals.number(4));
        }
    }

    private Optional<Event> last(String kind) {
        return Journal.last(run, kind::equals);
    }

    @Test
    void theLastEventOfAKindIsFoundAsTheReaderWouldReadIt() {
        Event round = last("round.closed").orElseThrow();
        assertThat(round.place()).isEqualTo(closed);
        assertThat(round.data()).isEqualTo(Journals.number(2));
        assertThat(last("sample").map(Event::seq)).contains(4L);
        assertThat(last("run.finished")).isEmpty();
    }

    @Test
    void itIsFoundInAnEarlierSegmentAndInTheFirstLine() {
        Path other = run.resolve("other");
        try (Journal journal = Journal.open(other, Journals.inSegmentsOf(400))) {
            journal.appendDurably("run.opened", Journals.number(0));
            for (int i = 1; i < 10; i++) {
                journal.appendDurably("sample", Journals.number(i));
            }
        }
        assertThat(other.resolve("journal/000002.jsonl")).exists();
        assertThat(Journal.last(other, "run.opened"::equals).map(Event::seq)).contains(1L);
    }

    private static Path inSegments(Path other, JournalIo io) {
        try (Journal journal =
                Journal.open(other, new JournalSettings(io, Journals.NOON, 600, Set.of("round.closed")))) {
            for (int i = 1; i <= 20; i++) {
                journal.appendDurably(i % 5 == 0 ? "round.closed" : "sample", Journals.number(i));
            }
        }
        return other;
    }

    private static List<Integer> marked(Path of) {
        try (Stream<Event> events = Journal.marked(of, "round.closed"::equals)) {
            return events.map(event -> event.data().path("number").intValue()).toList();
        }
    }

    @Test
    void markedEventsAreFoundInOrderWithoutAnyOtherLineOfASealedSegment() throws IOException {
        Path other = inSegments(run.resolve("other"), JournalIo.files());
        assertThat(other.resolve("journal/000004.jsonl")).exists();
        assertThat(marked(other)).containsExactly(5, 10, 15, 20);

        Path first = other.resolve("journal/000001.jsonl");
        byte[] bytes = Files.readAllBytes(first);
        bytes[30] ^= 1;
        Files.write(first, bytes);

        assertThat(marked(other)).containsExactly(5, 10, 15, 20);
        assertThatThrownBy(() -> Journals.numbers(other)).isInstanceOf(JournalException.Damaged.class);
    }

    @Test
    void aSealTellsWhichEventsItsSegmentHolds() {
        Path other = inSegments(run.resolve("other"), JournalIo.files());
        try (Stream<Event> seals = Journal.read(other, JournalIo.files(), Seal.KIND::equals).stream()) {
            List<Event> all = seals.toList();
            assertThat(all).hasSizeGreaterThan(2);
            long before = 0;
            for (Event seal : all) {
                assertThat(seal.data().path("first").longValue()).isEqualTo(before + 1);
                assertThat(seal.data().path("last").longValue()).isEqualTo(seal.seq() - 1);
                before = seal.seq();
            }
        }
    }

    @Test
    void aSegmentThatWasSealedBeforeTheWriterDiedIsNotWrittenToAnyMore() throws IOException {
        Path other = inSegments(run.resolve("other"), JournalIo.files());
        Path second = other.resolve("journal/000002.jsonl");
        long size = Files.size(second);
        for (int i = 3; Files.deleteIfExists(other.resolve("journal/00000" + i + ".jsonl")); i++) {
            assertThat(i).isLessThan(9);
        }

        try (Journal journal = Journals.open(other)) {
            journal.appendDurably("round.closed", Journals.number(30));
        }

        assertThat(second).hasSize(size);
        assertThat(marked(other)).endsWith(30);
        assertThat(Journals.numbers(other)).endsWith(30);
    }

    @Test
    void eventsAreMarkedThatWereWrittenBeforeAnEarlierStart() {
        Path other = run.resolve("other");
        var settings = new JournalSettings(JournalIo.files(), Journals.NOON, 2_000, Set.of("round.closed"));
        for (int i = 0; i < 12; i++) {
            try (Journal journal = Journal.open(other, settings)) {
                journal.appendDurably("round.closed", Journals.number(i));
            }
        }
        assertThat(other.resolve("journal/000002.jsonl")).exists();
        assertThat(marked(other)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void aRunWithoutAJournalHasNoLastEvent() {
        assertThat(Journal.last(run.resolve("none"), _ -> true)).isEmpty();
    }

    @Test
    void anUnfinishedLineIsNotThereYet() throws IOException {
        Files.writeString(
                segment, "{\"seq\":5,\"synced\":4,\"at\":\"now\",\"kind\":\"sample\"", StandardOpenOption.APPEND);
        assertThat(last("sample").map(Event::seq)).contains(4L);
    }

    @Test
    void whatStandsBeforeItIsNotRead() throws IOException {
        damage(closed.offset() - 100);
        assertThat(last("round.closed").map(Event::seq)).contains(2L);
    }

    @Test
    void aLineThatIsNotWhatWasWrittenIsDamage() throws IOException {
        damage(closed.offset() + closed.length() - 100);
        assertThatThrownBy(() -> last("round.closed")).isInstanceOf(JournalException.Damaged.class);
        assertThat(last("sample").map(Event::seq)).contains(4L);
    }

    private void damage(long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[(int) offset] ^= 1;
        Files.write(segment, bytes);
    }
}
