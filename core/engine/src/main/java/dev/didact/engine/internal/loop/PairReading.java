package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Lesson;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.ReadAhead;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the pairs of one step from a journal, one after the other. Both samples of a pair came of one item of a
/// source and stand before it, so that only what came of one such item is in memory. Closes its reader behind the last.
final class PairReading extends ReadAhead<Lesson.Pair> {
    private final JournalReader reader;
    private final String step;
    private final Map<Long, DecidedSample> samples = new HashMap<>();
    private long left;
    private @Nullable Item item;

    /// @param most how many pairs there are, of whatever step
    PairReading(JournalReader reader, String step, long most) {
        this.reader = reader;
        this.step = step;
        this.left = most;
    }

    @Override
    protected Optional<Lesson.Pair> read() {
        Optional<Event> event = left > 0 ? reader.next() : Optional.empty();
        while (event.isPresent()) {
            switch (event.get().kind()) {
                case Kinds.ITEM -> {
                    item = Records.read(event.get().data(), Item.class);
                    if (!event.get().data().has(Samples.PARENT)) {
                        samples.clear();
                    }
                }
                case Kinds.SAMPLE -> sample(Records.read(event.get().data(), StoredSample.class));
                default -> {
                    left--;
                    var pair = Records.read(event.get().data(), StoredPair.class);
                    if (pair.step().equals(step)) {
                        return Optional.of(new Lesson.Pair(known(pair.chosen()), known(pair.rejected())));
                    }
                }
            }
            event = left > 0 ? reader.next() : Optional.empty();
        }
        return Optional.empty();
    }

    private void sample(StoredSample stored) {
        if (item != null) {
            samples.put(stored.number(), stored.decided(item));
        }
    }

    private DecidedSample known(long number) {
        return Objects.requireNonNull(samples.get(number), "a pair names sample " + number + ", which is not there");
    }

    @Override
    public void close() {
        reader.close();
    }
}
