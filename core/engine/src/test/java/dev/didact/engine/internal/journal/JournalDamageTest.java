package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

    private static final int EVENTS = 4;

    @TempDir
    private Path run;

    private Path segment;
    private byte[] whole;
    private List<EventPlace> places;

    @BeforeEach
    void writeEventsOneByOne() throws IOException {
        places = new ArrayList<>();
        try (Journal journal = open()) {
            for (int i = 0; i < EVENTS; i++) {
                places.add(journal.appendDurably("item", Journals.number(i)));
            }
        }
        segment = run.resolve("journal/000001.jsonl");
        whole = Files.readAllBytes(segment);
    }

    @Test
    void aJournalCutAtAnyByteOpensWithAllWholeEvents() throws IOException {
        for (int length = (int) places.get(EVENTS - 3).offset(); length <= whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            int kept = length;
            int remaining =
                    (int) places.stream().filter(place -> end(place) <= kept).count();
            long end = remaining == 0 ? 0 : end(places.get(remaining - 1));
            try (Journal journal = open()) {
                assertThat(journal.lastSeq()).as("cut at byte %s", length).isEqualTo(remaining);
                assertThat(journal.droppedTail())
                        .isEqualTo(
                                end == length
                                        ? Optional.empty()
                                        : Optional.of(new DroppedTail(segment, end, length - end)));
                journal.appendDurably("item", Journals.number(100));
            }
            var expected = new ArrayList<>(IntStream.range(0, remaining).boxed().toList());
            expected.add(100);
            assertThat(Journals.numbers(run)).isEqualTo(expected);
        }
    }

    @Test
    void aFlippedByteIsDamageExceptInTheLastEvent() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            Files.write(segment, flipped);
            EventPlace hit = placeOf(at);
            if (hit.seq() == EVENTS) {
                try (Journal journal = open()) {
                    assertThat(journal.lastSeq()).as("flip at byte %s", at).isEqualTo(EVENTS - 1);
                    assertThat(journal.droppedTail()).contains(new DroppedTail(segment, hit.offset(), hit.length()));
                }
            } else {
                assertThatThrownBy(this::open)
                        .as("flip at byte %s", at)
                        .isInstanceOfSatisfying(JournalException.Damaged.class, damaged -> {
                            assertThat(damaged.file()).isEqualTo(segment);
                            assertThat(damaged.offset()).isEqualTo(hit.offset());
                        });
                assertThat(Files.readAllBytes(segment)).isEqualTo(flipped);
            }
        }
    }

    @Test
    void aReaderNamesTheFlippedEventAndReadsThoseBefore() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x20;
            Files.write(segment, flipped);
            EventPlace hit = placeOf(at);
            try (JournalReader reader = Journal.read(run)) {
                for (long seq = 1; seq < hit.seq(); seq++) {
                    assertThat(reader.next()).map(Event::seq).contains(seq);
                }
                if (hit.seq() == EVENTS) {
                    assertThat(reader.next()).isEmpty();
                } else {
                    assertThatThrownBy(reader::next)
                            .as("flip at byte %s", at)
                            .isInstanceOfSatisfying(
                                    JournalException.Damaged.class,
                                    damaged -> assertThat(damaged.offset()).isEqualTo(hit.offset()));
                }
            }
        }
    }

    @Test
    void anExchangedLineIsDamageAlthoughItsChecksumIsRight() throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(segment));
        lines.set(2, lines.get(1));
        Files.write(segment, lines);
        assertThatThrownBy(this::open).isInstanceOf(JournalException.Damaged.class);
        try (JournalReader reader = Journal.read(run)) {
            assertThatThrownBy(() -> reader.stream().count())
                    .isInstanceOfSatisfying(
                            JournalException.Damaged.class,
                            damaged -> assertThat(damaged.offset())
                                    .isEqualTo(places.get(2).offset()));
        }
    }

    @Test
    void aFlipInASealedSegmentIsDamageWithSegmentAndOffset() throws IOException {
        Path sealedRun = run.resolve("sealed");
        EventPlace hit;
        try (Journal journal = Journal.open(sealedRun, Journals.inSegmentsOf(400))) {
            journal.appendDurably("item", Journals.number(1));
            hit = journal.appendDurably("item", Journals.number(2));
            journal.appendDurably("item", Journals.number(3));
            journal.appendDurably("item", Journals.number(4));
        }
        Path sealed = sealedRun.resolve("journal/000001.jsonl");
        byte[] bytes = Files.readAllBytes(sealed);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"number\":2");
        bytes[at] ^= 1;
        Files.write(sealed, bytes);
        try (JournalReader reader = Journal.read(sealedRun)) {
            assertThat(reader.next()).map(Event::seq).contains(1L);
            assertThatThrownBy(reader::next).isInstanceOfSatisfying(JournalException.Damaged.class, damaged -> {
                assertThat(damaged.file()).isEqualTo(sealed);
                assertThat(damaged.offset()).isEqualTo(hit.offset());
                assertThat(damaged).hasMessageContaining("000001.jsonl: damaged at byte " + hit.offset());
            });
        }
    }

    @Test
    void aSealedSegmentThatLostItsEndIsDamage() throws IOException {
        Path sealedRun = run.resolve("sealed");
        try (Journal journal = Journal.open(sealedRun, Journals.inSegmentsOf(300))) {
            for (int i = 0; i < 3; i++) {
                journal.appendDurably("item", Journals.number(i));
            }
        }
        Path sealed = sealedRun.resolve("journal/000001.jsonl");
        byte[] bytes = Files.readAllBytes(sealed);
        for (int lost : List.of(1, 10, bytes.length / 2, bytes.length)) {
            Files.write(sealed, Arrays.copyOf(bytes, bytes.length - lost));
            assertThatThrownBy(() -> Journal.open(sealedRun, Journals.inSegmentsOf(300)))
                    .as("%s bytes lost", lost)
                    .isInstanceOfSatisfying(
                            JournalException.Damaged.class,
                            damaged -> assertThat(damaged.file()).isEqualTo(sealed));
            try (JournalReader reader = Journal.read(sealedRun)) {
                assertThatThrownBy(() -> reader.stream().count()).isInstanceOf(JournalException.Damaged.class);
            }
        }
    }

    @Test
    void aMissingSegmentIsDamage() throws IOException {
        Path sealedRun = run.resolve("sealed");
        try (Journal journal = Journal.open(sealedRun, Journals.inSegmentsOf(1))) {
            for (int i = 0; i < 3; i++) {
                journal.appendDurably("item", Journals.number(i));
            }
        }
        Path missing = sealedRun.resolve("journal/000002.jsonl");
        Files.delete(missing);
        assertThatThrownBy(() -> Journals.open(sealedRun))
                .isInstanceOfSatisfying(
                        JournalException.Damaged.class,
                        damaged -> assertThat(damaged.file()).isEqualTo(missing));
    }

    @Test
    void anotherProgramsFileInTheFolderIsNoSegment() throws IOException {
        Files.writeString(run.resolve("journal/.000001.jsonl.swp"), "x");
        Files.writeString(run.resolve("journal/notes.txt"), "x");
        try (Journal journal = open()) {
            assertThat(journal.lastSeq()).isEqualTo(EVENTS);
        }
    }

    private Journal open() {
        return Journal.open(run, Journals.through(FailingIo.never()));
    }

    private EventPlace placeOf(int offset) {
        return places.stream().filter(place -> offset < end(place)).findFirst().orElseThrow();
    }

    private static long end(EventPlace place) {
        return place.offset() + place.length();
    }
}
