package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The decided samples of a run: written to its journal once, and read from there as often as a lesson or an export
/// wants them. In memory is where each round begins, because its samples follow in order. For the run's own thread.
final class Samples {
    /// What is written of them.
    static final Set<String> KINDS = Set.of(Kinds.ITEM, Kinds.SAMPLE);

    private final RunLog log;
    private final RunFolder folder;
    private final Map<Integer, Round> rounds = new TreeMap<>();
    private CompletableFuture<EventPlace> item = new CompletableFuture<>();

    Samples(RunLog log, RunFolder folder) {
        this.log = log;
        this.folder = folder;
    }

    /// The samples of one round.
    private static final class Round {
        private final CompletableFuture<EventPlace> first;
        private final Set<String> licences = new TreeSet<>();
        private CompletableFuture<EventPlace> last;
        private long count;

        /// @param first where the item of its first sample stands
        Round(CompletableFuture<EventPlace> first) {
            this.first = first;
            this.last = first;
        }

        void add(CompletableFuture<EventPlace> sample, StoredSample stored) {
            licences.add(stored.provenance().licence());
            last = sample;
            count++;
        }
    }

    /// Takes in a sample of a closed round.
    void known(EventPlace itemPlace, EventPlace sample, StoredSample stored) {
        int round = stored.provenance().generatedBy().round();
        rounds.computeIfAbsent(round, _ -> new Round(CompletableFuture.completedFuture(itemPlace)))
                .add(CompletableFuture.completedFuture(sample), stored);
    }

    /// Writes down an item, whose samples follow.
    void write(Item from) {
        item = log.write(Kinds.ITEM, Records.write(from));
    }

    /// Writes down a sample of the item that was written last.
    DecidedSample write(int round, long number, Item from, Candidate candidate) {
        StoredSample stored = StoredSample.of(number, from, candidate);
        rounds.computeIfAbsent(round, _ -> new Round(item)).add(log.write(Kinds.SAMPLE, Records.write(stored)), stored);
        return stored.decided(from);
    }

    /// The licences of the samples of a round, whatever their verdict: a lesson holds them all.
    Set<String> licences(int round) {
        return Optional.ofNullable(rounds.get(round)).map(of -> of.licences).orElse(Set.of());
    }

    /// The samples of a round, in order; reads them anew each time. Waits until they are durable.
    Iterable<DecidedSample> of(int round) {
        Round of = rounds.get(round);
        if (of == null) {
            return Set.of();
        }
        RunLog.durable(of.last);
        EventPlace first = RunLog.durable(of.first);
        long count = of.count;
        return () -> new Reading(folder.read(KINDS, first), count);
    }

    /// All samples of a journal in order, as they are read. To be closed.
    static Stream<DecidedSample> all(RunFolder folder) {
        var reading = new Reading(folder.read(KINDS), Long.MAX_VALUE);
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reading, characteristics), false)
                .onClose(reading::close);
    }

    /// All samples of a journal in order, read anew by each iteration.
    static Iterable<DecidedSample> each(RunFolder folder) {
        return () -> new Reading(folder.read(KINDS), Long.MAX_VALUE);
    }

    /// Reads samples one after the other. Closes its reader behind the last.
    private static final class Reading implements Iterator<DecidedSample> {
        private final JournalReader reader;
        private long left;
        private @Nullable Item item;
        private Optional<DecidedSample> ahead = Optional.empty();

        /// @param most how many to read
        Reading(JournalReader reader, long most) {
            this.reader = reader;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            if (ahead.isEmpty() && left > 0) {
                ahead = read();
                left = ahead.isEmpty() ? 0 : left - 1;
            }
            if (ahead.isEmpty()) {
                close();
            }
            return ahead.isPresent();
        }

        @Override
        public DecidedSample next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            DecidedSample next = ahead.orElseThrow();
            ahead = Optional.empty();
            return next;
        }

        private Optional<DecidedSample> read() {
            for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                if (event.get().kind().equals(Kinds.ITEM)) {
                    item = Records.read(event.get().data(), Item.class);
                } else if (item != null) {
                    return Optional.of(
                            Records.read(event.get().data(), StoredSample.class).decided(item));
                }
            }
            return Optional.empty();
        }

        void close() {
            reader.close();
        }
    }
}
