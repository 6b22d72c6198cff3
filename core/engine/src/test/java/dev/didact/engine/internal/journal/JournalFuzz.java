package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/// Any bytes as the last segment of a journal: it is opened and can be written on, without what was torn, or refused as
/// damaged.
public final class JournalFuzz {
    private static final Path SEGMENT = Path.of("journal", "000001.jsonl");

    private JournalFuzz() {}

    /// Two batches of events, the second one marking the first as forced.
    public static List<byte[]> seeds() throws IOException {
        Path run = Files.createTempDirectory("journal");
        try (Journal journal = Journals.open(run)) {
            for (int batch = 0; batch < 2; batch++) {
                CompletableFuture<EventPlace> _ = journal.append("item", Journals.number(batch));
                journal.appendDurably("run.paused", Journals.number(batch));
            }
        }
        byte[] written = Files.readAllBytes(run.resolve(SEGMENT));
        delete(run);
        return List.of(written);
    }

    /// Reads, opens, writes and reads again.
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path run = Files.createTempDirectory("journal");
        try {
            Files.createDirectories(run.resolve(SEGMENT).getParent());
            Files.write(run.resolve(SEGMENT), input);
            long before = readable(run);
            try (Journal journal =
                    Journal.open(run, new JournalSettings(new UnforcedDisk(), Journals.NOON, 1 << 20, Set.of()))) {
                journal.appendDurably("item", Journals.number(5));
            }
            try (Stream<Event> events = Journal.read(run).stream()) {
                Assertions.assertThat(events.count()).isGreaterThan(Math.max(before, 0));
            }
        } catch (JournalException.Damaged _) {
            // what is wrong with it is told
        } finally {
            delete(run);
        }
    }

    private static long readable(Path run) {
        try (Stream<Event> events = Journal.read(run).stream()) {
            return events.count();
        } catch (JournalException.Damaged _) {
            return -1;
        }
    }

    private static void delete(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
