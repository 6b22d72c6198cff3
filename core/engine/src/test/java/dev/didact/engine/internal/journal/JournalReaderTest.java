package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {

    @TempDir
    private Path run;

    @Test
    void aRunWithoutAJournalHasNoEventsYet() {
        try (JournalReader reader = Journal.read(run)) {
            assertThat(reader.next()).isEmpty();
            write(1);
            assertThat(reader.next()).map(Event::seq).contains(1L);
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void aReaderThatStandsBeforeAnEventReadsWhatStandsFromThereOn() {
        int events = 60;
        try (Journal journal =
                Journal.open(run, new JournalSettings(FailingIo.never(), Journals.NOON, 2_000, Set.of()))) {
            for (int i = 0; i < events; i++) {
                journal.appendDurably(i % 3 == 0 ? "item" : "sample", Journals.number(i));
            }
        }
        List<Event> all = all(Journal.read(run));
        assertThat(all.getLast().place().segment()).isGreaterThan(2);

        for (int i = 0; i < all.size(); i++) {
            assertThat(all(Journal.read(run, _ -> true, all.get(i).place()))).isEqualTo(all.subList(i, all.size()));
        }
        assertThat(all(Journal.read(run, "item"::equals, all.get(31).place())))
                .isEqualTo(all.subList(31, all.size()).stream()
                        .filter(event -> event.kind().equals("item"))
                        .toList());
    }

    @Test
    void aReaderDoesNotStandBeforeWhatIsNotThere() {
        write(1);
        write(2);
        Event first = all(Journal.read(run)).getFirst();
        EventPlace place = first.place();

        assertThatThrownBy(() -> Journal.read(
                        run, _ -> true, new EventPlace(2, place.segment(), place.offset(), place.length())))
                .isInstanceOf(JournalException.Damaged.class)
                .hasMessageContaining("event 2 cannot be read");
    }

    private static List<Event> all(JournalReader reader) {
        try (reader) {
            return reader.stream().toList();
        }
    }

    @Test
    void aReaderFollowsTheWriterThroughItsSegments() throws InterruptedException {
        int events = 200;
        var written = new Semaphore(0);
        var read = new ArrayList<Integer>();
        Thread reading = Thread.ofPlatform().start(() -> {
            try (JournalReader reader = Journal.read(run, JournalIo.files(), "item"::equals)) {
                while (read.size() < events) {
                    Optional<Event> event = reader.next(() -> {
                        written.acquireUninterruptibly();
                        return true;
                    });
                    read.add(event.orElseThrow().data().path("number").intValue());
                }
            }
        });
        try (Journal journal =
                Journal.open(run, new JournalSettings(FailingIo.never(), Journals.NOON, 2_000, Set.of()))) {
            var acknowledged = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < events; i++) {
                acknowledged.add(journal.append("item", Journals.number(i)).thenRun(written::release));
            }
            acknowledged.forEach(CompletableFuture::join);
        }
        reading.join();
        assertThat(read)
                .containsExactlyElementsOf(IntStream.range(0, events).boxed().toList());
    }

    @Test
    void waitingEndsWhenTheCallerSaysSo() {
        write(1);
        try (JournalReader reader = Journal.read(run)) {
            assertThat(reader.next(() -> false)).isPresent();
            var pauses = new ArrayList<Integer>();
            assertThat(reader.next(() -> {
                        pauses.add(1);
                        return pauses.size() < 3;
                    }))
                    .isEmpty();
            assertThat(pauses).hasSize(3);
        }
    }

    @Test
    void anUnfinishedLineIsNotThereYet() throws IOException {
        write(2);
        Path segment = run.resolve("journal/000001.jsonl");
        byte[] whole = Files.readAllBytes(segment);
        for (int missing : List.of(1, 2, 100)) {
            Files.write(segment, Arrays.copyOf(whole, whole.length - missing));
            try (JournalReader reader = Journal.read(run)) {
                assertThat(reader.next()).isPresent();
                assertThat(reader.next()).isEmpty();
                assertThat(reader.next()).isEmpty();
                Files.write(
                        segment,
                        Arrays.copyOfRange(whole, whole.length - missing, whole.length),
                        StandardOpenOption.APPEND);
                assertThat(reader.next()).map(Event::seq).contains(2L);
            }
        }
    }

    @Test
    void aTornEndThatAWriterReplacedIsReadAsItIsNow() throws IOException {
        write(2);
        Path segment = run.resolve("journal/000001.jsonl");
        Files.writeString(segment, "{\"seq\":3,\"synced\":2,torn\n{\"seq\":", StandardOpenOption.APPEND);
        try (JournalReader reader = Journal.read(run)) {
            assertThat(reader.stream().count()).isEqualTo(2);
            assertThat(reader.next()).isEmpty();
            write(1);
            assertThat(reader.next()).map(Event::seq).contains(3L);
        }
    }

    @Test
    void aReaderIsToldThatEventsWereTakenBack() throws IOException {
        write(3);
        Path segment = run.resolve("journal/000001.jsonl");
        try (JournalReader reader = Journal.read(run)) {
            assertThat(reader.stream().count()).isEqualTo(3);
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
            assertThatThrownBy(reader::next).isInstanceOf(JournalException.Rewound.class);
        }
    }

    @Test
    void anEventThatIsNoLongerAtItsPlaceIsDamage() throws IOException {
        EventPlace place;
        try (Journal journal = Journals.open(run)) {
            place = journal.appendDurably("item", Journals.number(1));
        }
        Path segment = run.resolve("journal/000001.jsonl");
        try (JournalReader reader = Journal.read(run)) {
            byte[] bytes = Files.readAllBytes(segment);
            bytes[50] ^= 1;
            Files.write(segment, bytes);
            assertThatThrownBy(() -> reader.at(place)).isInstanceOf(JournalException.Damaged.class);
            Files.write(segment, new byte[0]);
            assertThatThrownBy(() -> reader.at(place)).isInstanceOf(JournalException.Damaged.class);
        }
    }

    private void write(int events) {
        try (Journal journal = Journals.open(run)) {
            for (int i = 0; i < events; i++) {
                journal.appendDurably("item", Journals.number(i));
            }
        }
    }
}
