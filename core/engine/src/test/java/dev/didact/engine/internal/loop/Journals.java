package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.journal.JournalSettings;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Makes workspaces that look as if something had happened to a run.
final class Journals {
    private Journals() {}

    /// A workspace with the checkpoints of another, and with one run that holds these events.
    static void write(Path from, Path to, List<Event> events) throws IOException {
        copy(from.resolve("checkpoints"), to.resolve("checkpoints"));
        Path run = Files.createDirectories(to.resolve("runs").resolve("1"));
        try (Journal journal = Journal.open(
                run, JournalSettings.standard(JournalIo.files(), InstantSource.fixed(Instant.EPOCH), Kinds.MARKED))) {
            for (Event event : events) {
                CompletableFuture<EventPlace> _ = journal.append(event.kind(), event.data());
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path copy = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }
}
