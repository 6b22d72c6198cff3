package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.DidactException;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.internal.host.Deadlines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

class FlightRecordingTest extends BedTest {
    @Test
    void aRecordingHoldsEachTryOfAModelEachBatchOfTheJournalAndEachRound() throws InterruptedException, IOException {
        var calls = new AtomicInteger();
        bed.world.onCall = _ -> {
            if (calls.incrementAndGet() == 1) {
                throw DidactException.Transient.overload("busy", Optional.empty());
            }
            return Optional.of(Reply.Answered.of("7", new Usage(10, 1)));
        };
        Path file = recorded(() -> bed.run(Bed.PASS, "models.student.use=remote"));

        List<RecordedEvent> tries = events(file, "ModelTry");
        assertThat(tries).hasSize(7).extracting(one -> one.getString("outcome")).containsOnlyOnce("overload");
        assertThat(tries)
                .filteredOn(one -> one.getString("outcome").equals("answered"))
                .hasSize(6)
                .allSatisfy(one -> {
                    assertThat(one.getString("model")).isEqualTo("student");
                    assertThat(one.getLong("tokensIn")).isEqualTo(10);
                    assertThat(one.getLong("tokensOut")).isEqualTo(1);
                });
        assertThat(events(file, "JournalForce"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getLong("bytes")).isPositive());
        assertThat(events(file, "Round")).singleElement().satisfies(one -> {
            assertThat(one.getInt("run")).isEqualTo(1);
            assertThat(one.getLong("samples")).isEqualTo(6);
        });
    }

    @Test
    void aRecordingHoldsEachCallIntoTheCodeOfAPlugin() throws InterruptedException, IOException {
        PluginBed.words("org.example.words", "1.0.0", "").zipInto(folder.resolve("plugins"), "words.zip");
        Path file;
        try (var plugins = new PluginBed(folder, "w", Deadlines.usual())) {
            file = recorded(() -> plugins.run(PluginBed.RECIPE));
        }

        assertThat(events(file, "PluginCall"))
                .extracting(one -> one.getString("plugin") + " " + one.getString("called"))
                .contains(
                        "org.example.words source 'words'",
                        "org.example.words generator 'echo'",
                        "org.example.words rubric 'polite'");
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /// A recording of some work, with all events of ours.
    private Path recorded(Work work) throws InterruptedException, IOException {
        Path file = folder.resolve("run.jfr");
        try (var recording = new Recording()) {
            List.of("ModelTry", "PluginCall", "JournalForce", "Round")
                    .forEach(event -> recording.enable("dev.didact." + event).withoutThreshold());
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    private static List<RecordedEvent> events(Path file, String name) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.didact." + name))
                .toList();
    }
}
