package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Lesson;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.ReadAhead;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The decided samples of a run: written to its journal once, and read from there as often as a lesson or an export
/// wants them. In memory is where each round begins, because its samples follow in order. For the run's own thread.
final class Samples {
    /// What is written of them.
    static final Set<String> KINDS = Set.of(Kinds.ITEM, Kinds.SAMPLE, Kinds.PAIR);

    /// The key of an item's record that holds the number of the sample that it is.
    static final String PARENT = "parent";

    private final RunLog log;
    private final RunFolder folder;
    private final NavigableMap<Integer, Round> rounds = new TreeMap<>();
    private CompletableFuture<EventPlace> item = new CompletableFuture<>();

    Samples(RunLog log, RunFolder folder) {
        this.log = log;
        this.folder = folder;
    }

    /// The samples of one round.
    private static final class Round {
        private final CompletableFuture<EventPlace> first;
        private final Set<String> licences;
        private CompletableFuture<EventPlace> last;
        private long count;
        private long pairs;

        /// @param first where its first item stands, or that of its first sample
        /// @param last what is durable when all before it is
        Round(CompletableFuture<EventPlace> first, CompletableFuture<EventPlace> last, Counted counted) {
            this.first = first;
            this.last = last;
            this.licences = new TreeSet<>(counted.licences());
            this.count = counted.figure(Counted.Figure.SAMPLES);
            this.pairs = counted.figure(Counted.Figure.PAIRS);
        }

        void add(CompletableFuture<EventPlace> sample, StoredSample stored) {
            licences.add(stored.provenance().licence());
            last = sample;
            count++;
        }

        void addPair(CompletableFuture<EventPlace> pair) {
            last = pair;
            pairs++;
        }
    }

    /// Takes in the samples that were counted.
    ///
    /// @param itemPlace where the first item of the round stands
    /// @param countedPlace where it was written down that they were counted
    void known(EventPlace itemPlace, EventPlace countedPlace, Counted counted) {
        rounds.put(
                counted.round(),
                new Round(
                        CompletableFuture.completedFuture(itemPlace),
                        CompletableFuture.completedFuture(countedPlace),
                        counted));
    }

    /// Writes down an item, whose samples follow.
    ///
    /// @param parent number of the sample that it is; empty for the item of a source
    void write(Item from, Optional<Long> parent) {
        item = log.write(Kinds.ITEM, new StoredItem(from, parent));
    }

    /// Writes down a pair of samples of the items that were written last.
    void write(int round, StoredPair pair) {
        CompletableFuture<EventPlace> written = log.write(Kinds.PAIR, pair);
        Optional.ofNullable(rounds.get(round)).ifPresent(of -> of.addPair(written));
    }

    /// Writes down a sample of the item that was written last.
    DecidedSample write(int round, long number, Item from, Candidate candidate) {
        StoredSample stored = StoredSample.of(number, from, candidate);
        rounds.computeIfAbsent(round, _ -> new Round(item, item, Counted.nothing(round)))
                .add(log.write(Kinds.SAMPLE, stored), stored);
        return stored.decided(from);
    }

    /// The licences of the samples of a round, whatever their verdict: a lesson holds them all.
    Set<String> licences(int round) {
        return Optional.ofNullable(rounds.get(round)).map(of -> of.licences).orElse(Set.of());
    }

    /// The samples that some steps made in a round, in order; reads them anew each time. Waits until they are durable.
    Iterable<DecidedSample> of(int round, Set<String> makers) {
        Round of = rounds.get(round);
        if (of == null || makers.isEmpty()) {
            return Set.of();
        }
        RunLog.durable(of.last);
        EventPlace first = RunLog.durable(of.first);
        long count = of.count;
        return () -> new Reading(
                folder.read(KINDS, first),
                count,
                sample -> makers.contains(sample.provenance().generatedBy().step()));
    }

    /// The pairs that a step chose in a round, in order; reads them anew each time. Waits until they are durable.
    Iterable<Lesson.Pair> pairs(int round, String step) {
        Round of = rounds.get(round);
        if (of == null || of.pairs == 0) {
            return Set.of();
        }
        RunLog.durable(of.last);
        EventPlace first = RunLog.durable(of.first);
        long count = of.pairs;
        return () -> new PairReading(folder.read(KINDS, first), step, count);
    }

    /// All samples of a journal in order, as they are read. To be closed.
    static Stream<DecidedSample> all(RunFolder folder) {
        var reading = new Reading(folder.read(KINDS), Long.MAX_VALUE, _ -> true);
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reading, characteristics), false)
                .onClose(reading::close);
    }

    /// All samples of a journal in order, read anew by each iteration.
    static Iterable<DecidedSample> each(RunFolder folder) {
        return () -> new Reading(folder.read(KINDS), Long.MAX_VALUE, _ -> true);
    }

    /// What is there of a sample that somebody asks for.
    ///
    /// @param sample the sample; empty if there is none of that number
    /// @param parent number of the sample that its item is
    /// @param last the highest number that was come by
    record Found(Optional<DecidedSample> sample, Optional<Long> parent, long last) {}

    /// Looks for the sample of a number.
    static Found find(RunFolder folder, long number) {
        try (JournalReader reader = folder.read(KINDS)) {
            Optional<Event> item = Optional.empty();
            long last = 0;
            for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                if (event.get().kind().equals(Kinds.ITEM)) {
                    item = event;
                } else if (event.get().kind().equals(Kinds.SAMPLE)) {
                    last = event.get().data().path("number").longValue();
                    if (last == number && item.isPresent()) {
                        Item from = Records.read(item.get().data(), Item.class);
                        return new Found(
                                Optional.of(Records.read(event.get().data(), StoredSample.class)
                                        .decided(from)),
                                item.get().data().optional(PARENT).map(JsonNode::longValue),
                                last);
                    }
                }
            }
            return new Found(Optional.empty(), Optional.empty(), last);
        }
    }

    /// Reads samples one after the other. Closes its reader behind the last.
    private static final class Reading extends ReadAhead<DecidedSample> {
        private final JournalReader reader;
        private final Predicate<StoredSample> wanted;
        private long left;
        private @Nullable Item item;

        /// @param most how many to read
        /// @param wanted which of these to hand on
        Reading(JournalReader reader, long most, Predicate<StoredSample> wanted) {
            this.reader = reader;
            this.left = most;
            this.wanted = wanted;
        }

        @Override
        protected Optional<DecidedSample> read() {
            Optional<Event> event = left > 0 ? reader.next() : Optional.empty();
            while (event.isPresent()) {
                if (event.get().kind().equals(Kinds.ITEM)) {
                    item = Records.read(event.get().data(), Item.class);
                } else if (item != null && event.get().kind().equals(Kinds.SAMPLE)) {
                    left--;
                    var stored = Records.read(event.get().data(), StoredSample.class);
                    if (wanted.test(stored)) {
                        return Optional.of(stored.decided(item));
                    }
                }
                event = left > 0 ? reader.next() : Optional.empty();
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
