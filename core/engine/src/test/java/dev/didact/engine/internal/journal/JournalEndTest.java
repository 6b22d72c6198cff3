package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalEndTest {

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
