package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.internal.identity.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JournalTest {

    @TempDir
    private Path run;

    @Test
    void whatIsAppendedIsReadInOrder() {
        try (Journal journal = Journals.open(run)) {
            assertThat(journal.appendDurably("item", Journals.number(7)).seq()).isEqualTo(1);
            assertThat(journal.appendDurably("run.paused", Journals.number(8)).seq())
                    .isEqualTo(2);
            assertThat(journal.lastSeq()).isEqualTo(2);
        }
        try (Stream<Event> events = Journal.read(run).stream()) {
            List<Event> read = events.toList();
            assertThat(read).extracting(Event::seq).containsExactly(1L, 2L);
            assertThat(read).extracting(Event::kind).containsExactly("item", "run.paused");
            assertThat(read).extracting(Event::at).containsOnly(Instant.parse("2026-11-22T12:00:00Z"));
            assertThat(read.getLast().data()).isEqualTo(Journals.number(8));
        }
    }

    @Test
    void aReopenedJournalGoesOnWhereItEnded() {
        try (Journal journal = Journals.open(run)) {
            journal.appendDurably("item", Journals.number(1));
        }
        try (Journal journal = Journals.open(run)) {
            assertThat(journal.lastSeq()).isEqualTo(1);
            assertThat(journal.droppedTail()).isEmpty();
            assertThat(journal.abandonedBy()).isEmpty();
            journal.appendDurably("item", Journals.number(2));
        }
        assertThat(Journals.numbers(run)).containsExactly(1, 2);
    }

    @Test
    void aLineHasTheDocumentedForm() throws IOException {
        try (Journal journal = Journals.open(run)) {
            journal.appendDurably("item", Journals.number(1));
            journal.appendDurably("item", Journals.number(2));
        }
        List<String> lines = Files.readAllLines(run.resolve("journal/000001.jsonl"));
        assertThat(lines.getFirst())
                .startsWith(
                        "{\"seq\":1,\"synced\":0,\"at\":\"2026-11-22T12:00:00Z\",\"kind\":\"item\",\"data\":{\"number\":1},"
                                + "\"prev\":\"" + "0".repeat(64) + "\",\"crc\":\"");
        assertThat(lines.getLast())
                .startsWith("{\"seq\":2,\"synced\":1,")
                .contains("\"prev\":\"" + Hashes.sha256(lines.getFirst().getBytes(StandardCharsets.UTF_8)) + "\"");
    }

    @Test
    void eventsOfManyThreadsAreAllStoredInOneOrder() throws InterruptedException {
        int threads = 32;
        int each = 50;
        var places = new ArrayList<CompletableFuture<EventPlace>>();
        try (Journal journal = Journals.open(run)) {
            List<Thread> writers = IntStream.range(0, threads)
                    .mapToObj(thread -> Thread.ofVirtual().start(() -> {
                        for (int i = 0; i < each; i++) {
                            CompletableFuture<EventPlace> place =
                                    journal.append("item", Journals.number(thread * each + i));
                            synchronized (places) {
                                places.add(place);
                            }
                        }
                    }))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(places).allMatch(CompletableFuture::isDone);
        assertThat(Journals.numbers(run))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, threads * each).boxed().toList());
    }

    @Test
    void aFullSegmentIsFollowedByTheNext() throws IOException {
        try (Journal journal = Journal.open(run, Journals.inSegmentsOf(1_000))) {
            for (int i = 0; i < 20; i++) {
                journal.appendDurably("item", Journals.number(i));
            }
        }
        try (Stream<Path> segments = Files.list(run.resolve("journal"))) {
            assertThat(segments.count()).isGreaterThan(3);
        }
        try (Journal journal = Journal.open(run, Journals.inSegmentsOf(1_000))) {
            assertThat(journal.lastSeq()).isGreaterThan(20);
        }
        assertThat(Journals.numbers(run))
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void anEventIsReadAgainAtItsPlace() {
        try (Journal journal = Journal.open(run, Journals.inSegmentsOf(300))) {
            var places = new ArrayList<EventPlace>();
            for (int i = 0; i < 6; i++) {
                places.add(journal.appendDurably("item", Journals.number(i)));
            }
            try (JournalReader reader = Journal.read(run)) {
                for (int i = 5; i >= 0; i--) {
                    assertThat(reader.at(places.get(i)).data()).isEqualTo(Journals.number(i));
                }
                assertThat(reader.stream()
                                .filter(event -> event.kind().equals("item"))
                                .map(Event::place))
                        .containsExactlyElementsOf(places);
            }
        }
    }

    @Test
    void dataAreTakenAsTheyAreWhenHandedIn() {
        ObjectNode data = Journals.number(1);
        try (Journal journal = Journals.open(run)) {
            CompletableFuture<EventPlace> place = journal.append("item", data);
            data.put("number", 2);
            place.join();
        }
        assertThat(Journals.numbers(run)).containsExactly(1);
    }

    @Test
    void anyTextOfAModelComesBackAsItCame() {
        String text = "line\nbreak \u0000 \" \\ \u2028 ünï \uD83D\uDE00 half \uD83D of a pair";
        try (Journal journal = Journals.open(run)) {
            journal.appendDurably(
                    "call.finished", JsonNodeFactory.instance.objectNode().put("answer", text));
        }
        try (JournalReader reader = Journal.read(run)) {
            assertThat(reader.next().orElseThrow().data().path("answer").stringValue())
                    .isEqualTo(text);
        }
    }

    @Test
    void eventsOfOtherKindsArePassedOver() {
        try (Journal journal = Journals.open(run)) {
            journal.appendDurably("item", Journals.number(1));
            journal.appendDurably("grade", Journals.number(2));
        }
        try (JournalReader reader = Journal.read(run, JournalIo.files(), "grade"::equals)) {
            assertThat(reader.stream().map(Event::seq)).containsExactly(2L);
        }
    }

    @Test
    void aKindThatIsNotMadeOfWordsIsRefused() {
        try (Journal journal = Journals.open(run)) {
            for (String kind : List.of("", "a b", "a\"b", ".a", "a..b", "ä")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> journal.append(kind, Journals.number(1)))
                        .withMessageContaining("'" + kind + "'");
            }
        }
    }

    @Test
    void anEventThatIsTooLargeIsRefused() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(Journal.LARGEST_EVENT));
        try (Journal journal = Journals.open(run)) {
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append("item", data));
            journal.appendDurably("item", Journals.number(1));
        }
    }

    @Test
    void aClosedJournalTakesNothing() {
        Journal journal = Journals.open(run);
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.appendDurably("item", Journals.number(1)))
                .isInstanceOf(JournalException.Closed.class);
        assertThat(Journals.numbers(run)).isEmpty();
    }
}
