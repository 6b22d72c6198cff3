package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.model.CallBegun;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.HashTable;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What was written of one round: its answers under their identity, and its records in their order. In memory is where
/// they stand; they are read from the journal when they are wanted. Answers are for many threads, records for one.
final class Recorded implements AutoCloseable {
    private static final Set<String> RECORDS = Set.of(
            Kinds.MODEL,
            Kinds.ITEM,
            Kinds.SAMPLE,
            Kinds.PAIR,
            Kinds.COUNTED,
            Kinds.CUT,
            Kinds.LESSON,
            Kinds.CHECKPOINT,
            Kinds.ROUND);

    /// What is written of calls.
    static final Set<String> CALLS = Set.of(Kinds.CALL_STARTED, Kinds.CALL, Kinds.ANSWER);

    /// All that is written of a round.
    static final Set<String> KINDS =
            Stream.concat(RECORDS.stream(), CALLS.stream()).collect(Collectors.toUnmodifiableSet());

    private final Optional<RunFolder> folder;
    private final HashTable calls;
    private final Map<String, String> unanswered = new HashMap<>();
    private Optional<EventPlace> first = Optional.empty();
    private Optional<ObjectNode> cut = Optional.empty();
    private Optional<Counted> counted = Optional.empty();
    private final Queue<Event> before = new ArrayDeque<>();
    private Optional<JournalReader> reader = Optional.empty();
    private Optional<Event> next = Optional.empty();
    private long unread;

    private Recorded(Optional<RunFolder> folder, Supplier<Path> scratch) {
        this.folder = folder;
        this.calls = new HashTable(scratch, Place.NUMBERS);
    }

    /// @param scratch where to put what is too large for the heap
    Recorded(RunFolder folder, Supplier<Path> scratch) {
        this(Optional.of(folder), scratch);
    }

    /// Nothing was written.
    static Recorded nothing() {
        return new Recorded(Optional.empty(), () -> Path.of(""));
    }

    /// A place in a journal as numbers and back.
    private static final class Place {
        static final int NUMBERS = 3;

        static long[] numbers(EventPlace place) {
            return new long[] {place.seq(), (long) place.segment() << Integer.SIZE | place.length(), place.offset()};
        }

        static EventPlace of(long[] numbers) {
            return new EventPlace(numbers[0], (int) (numbers[1] >> Integer.SIZE), numbers[2], (int) numbers[1]);
        }
    }

    /// Takes an event in.
    ///
    /// @return whether it closes the round
    boolean add(Event event) {
        if (event.kind().equals(Kinds.CALL_STARTED)) {
            CallBegun call = Records.read(event.data(), CallBegun.class);
            unanswered.put(call.key(), call.model());
        } else if (event.kind().equals(Kinds.CALL) || event.kind().equals(Kinds.ANSWER)) {
            String key = event.data().get("key").stringValue();
            unanswered.remove(key);
            calls.add(key, Place.numbers(event.place()));
        } else if (RECORDS.contains(event.kind())) {
            first = first.or(() -> Optional.of(event.place()));
            unread++;
        }
        if (event.kind().equals(Kinds.CUT)) {
            cut = Optional.of(event.data());
        }
        return event.kind().equals(Kinds.ROUND);
    }

    /// Leaves out the records of the items that were counted.
    ///
    /// @param opened the records of models, which are wanted nevertheless
    void beginBehind(Counted last, List<Event> opened) {
        counted = Optional.of(last);
        before.addAll(opened);
    }

    /// What was counted of the round before the records that are there.
    Optional<Counted> counted() {
        return counted;
    }

    /// Whether something was written of the round that was not come to yet.
    boolean isBegun() {
        return counted.isPresent() || hasAhead();
    }

    /// How many calls may have been under way when the run broke off: those that were started and have no answer, and
    /// of each model no more than it may have under way; the rest still waited to be sent.
    ///
    /// @param most how many calls a model may have under way
    int inFlight(int most) {
        var ofModel = new HashMap<String, Integer>();
        unanswered.values().forEach(model -> ofModel.merge(model, 1, Integer::sum));
        return ofModel.values().stream()
                .mapToInt(count -> Math.min(count, most))
                .sum();
    }

    Optional<CallRecord> call(String key) {
        return calls.find(key)
                .map(numbers ->
                        Records.read(folder.orElseThrow().at(Place.of(numbers)).data(), CallRecord.class));
    }

    /// The next record, if there is one of that kind; it stays next.
    Optional<ObjectNode> ahead(String kind) {
        return peek().filter(event -> event.kind().equals(kind)).map(Event::data);
    }

    /// Whether there is a next record.
    boolean hasAhead() {
        return next.isPresent() || !before.isEmpty() || unread > 0;
    }

    /// Where the clock ended the round, if it did, wherever that stands.
    Optional<ObjectNode> cut() {
        return cut;
    }

    private Optional<Event> peek() {
        if (next.isEmpty()) {
            next = Optional.ofNullable(before.poll());
        }
        if (next.isEmpty() && unread > 0) {
            JournalReader from = reader.orElseGet(() -> folder.orElseThrow().read(RECORDS, first.orElseThrow()));
            reader = Optional.of(from);
            next = Optional.of(from.next().orElseThrow());
            unread--;
        }
        return next;
    }

    /// Holds a record against the next one that was written.
    ///
    /// @return where it stands
    EventPlace match(String kind, ObjectNode record) {
        Event written = peek().orElseThrow();
        next = Optional.empty();
        ObjectNode before = timeless(written.data());
        ObjectNode now = timeless(Json.plain(record));
        if (!written.kind().equals(kind) || !before.equals(now)) {
            throw new RunLog.Derived.Different("event " + written.seq() + " (" + written.kind() + ") was written as "
                    + shortened(before) + " and comes out as " + kind + " " + shortened(now));
        }
        return written.place();
    }

    /// A record without what depends on time: how long it took, and what was spent, which counts the calls for items
    /// beyond the last one that was wanted, of which there are more or fewer.
    private static ObjectNode timeless(ObjectNode record) {
        ObjectNode rest = record.deepCopy();
        rest.remove(RunLog.SECONDS);
        Stream.of("event", "state").forEach(part -> {
            if (rest.get(part) instanceof ObjectNode inside) {
                inside.remove("spending");
            }
        });
        return rest;
    }

    private static String shortened(ObjectNode json) {
        int longest = 600;
        String text = json.toString();
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /// Closes what it reads from and gives its space back.
    @Override
    public void close() {
        reader.ifPresent(JournalReader::close);
        calls.close();
    }
}
