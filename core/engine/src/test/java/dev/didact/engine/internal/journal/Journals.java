package dev.didact.engine.internal.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the tests of journals share.
final class Journals {

    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private Journals() {}

    static JournalSettings through(JournalIo io) {
        return new JournalSettings(io, NOON, 64L << 20, Set.of());
    }

    static JournalSettings inSegmentsOf(long bytes) {
        return new JournalSettings(JournalIo.files(), NOON, bytes, Set.of("run.opened", "round.closed"));
    }

    static Journal open(Path run) {
        return Journal.open(run, through(JournalIo.files()));
    }

    static ObjectNode number(int number) {
        return JsonNodeFactory.instance.objectNode().put("number", number);
    }

    static List<Integer> numbers(Path run) {
        try (Stream<Event> events = Journal.read(run).stream()) {
            return events.filter(event -> !event.kind().equals(Seal.KIND))
                    .map(event -> event.data().path("number").intValue())
                    .toList();
        }
    }
}
