package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What was written of one round: its answers, and its records in their order.
final class Recorded {
    private final Map<String, CallRecord> calls = new HashMap<>();
    private final Queue<Event> records = new ArrayDeque<>();

    /// Takes an event in.
    ///
    /// @return whether it closes the round
    boolean add(Event event) {
        switch (event.kind()) {
            case Kinds.CALL -> {
                CallRecord call = Records.read(event.data(), CallRecord.class);
                calls.put(call.key(), call);
            }
            case Kinds.MODEL, Kinds.ITEM, Kinds.SAMPLE, Kinds.CUT, Kinds.LESSON, Kinds.CHECKPOINT, Kinds.ROUND ->
                records.add(event);
            default -> {}
        }
        return event.kind().equals(Kinds.ROUND);
    }

    Optional<CallRecord> call(String key) {
        return Optional.ofNullable(calls.get(key));
    }

    /// The next record, if there is one of that kind; it stays next.
    Optional<ObjectNode> ahead(String kind) {
        return Optional.ofNullable(records.peek())
                .filter(event -> event.kind().equals(kind))
                .map(Event::data);
    }

    /// Whether there is a next record.
    boolean hasAhead() {
        return !records.isEmpty();
    }

    /// The first record of a kind, wherever it stands.
    Optional<ObjectNode> written(String kind) {
        return records.stream()
                .filter(event -> event.kind().equals(kind))
                .map(Event::data)
                .findFirst();
    }

    /// Holds a record against the one that was written in its place.
    ///
    /// @return where it stands; empty if nothing was written there
    Optional<EventPlace> match(String kind, ObjectNode record) {
        Event written = records.poll();
        if (written == null) {
            return Optional.empty();
        }
        ObjectNode before = timeless(written.data());
        ObjectNode now = timeless(Json.plain(record));
        if (!written.kind().equals(kind) || !before.equals(now)) {
            throw new RunLog.Derived.Different("event " + written.seq() + " (" + written.kind() + ") was written as "
                    + shortened(before) + " and comes out as " + kind + " " + shortened(now));
        }
        return Optional.of(written.place());
    }

    /// A record without what depends on time: how long it took, and the tokens, which count the calls for items beyond
    /// the last one that was wanted, of which there are more or fewer.
    private static ObjectNode timeless(ObjectNode record) {
        ObjectNode rest = record.deepCopy();
        rest.remove(RunLog.SECONDS);
        Stream.of("event", "state").forEach(part -> {
            if (rest.get(part) instanceof ObjectNode inside) {
                inside.remove("usage");
            }
        });
        return rest;
    }

    private static String shortened(ObjectNode json) {
        int longest = 600;
        String text = json.toString();
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
