package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The decided samples of a run: written to its journal once, and read from there as often as a lesson or an export
/// wants them. Only places are kept in memory. For the run's own thread.
final class Samples {
    private final RunLog log;
    private final RunFolder folder;
    private final Map<Integer, List<Where>> rounds = new TreeMap<>();
    private final Map<Integer, Set<String>> licences = new TreeMap<>();
    private CompletableFuture<EventPlace> item = new CompletableFuture<>();

    Samples(RunLog log, RunFolder folder) {
        this.log = log;
        this.folder = folder;
    }

    private record Where(CompletableFuture<EventPlace> item, CompletableFuture<EventPlace> sample) {}

    /// Takes in a sample of a closed round.
    void known(int round, EventPlace itemPlace, EventPlace sample, StoredSample stored) {
        licences.computeIfAbsent(round, _ -> new TreeSet<>())
                .add(stored.provenance().licence());
        rounds.computeIfAbsent(round, _ -> new ArrayList<>())
                .add(new Where(
                        CompletableFuture.completedFuture(itemPlace), CompletableFuture.completedFuture(sample)));
    }

    /// Writes down an item, whose samples follow.
    void write(Item from) {
        item = log.write(Kinds.ITEM, Records.write(from));
    }

    /// Writes down a sample of the item that was written last.
    DecidedSample write(int round, long number, Item from, Candidate candidate) {
        StoredSample stored = StoredSample.of(number, from, candidate);
        licences.computeIfAbsent(round, _ -> new TreeSet<>())
                .add(stored.provenance().licence());
        CompletableFuture<EventPlace> place = log.write(Kinds.SAMPLE, Records.write(stored));
        rounds.computeIfAbsent(round, _ -> new ArrayList<>()).add(new Where(item, place));
        return stored.decided(from);
    }

    /// The licences of the samples of a round, whatever their verdict: a lesson holds them all.
    Set<String> licences(int round) {
        return licences.getOrDefault(round, Set.of());
    }

    /// The samples of a round, in order; reads them anew each time.
    Iterable<DecidedSample> of(int round) {
        List<Where> places = List.copyOf(rounds.getOrDefault(round, List.of()));
        return () -> new Reading(places, folder);
    }

    /// All samples of a journal in order, as they are read. To be closed.
    static Stream<DecidedSample> all(RunFolder folder) {
        var items = new Object() {
            @Nullable
            Item last;
        };
        return folder.read(Set.of(Kinds.ITEM, Kinds.SAMPLE)).stream()
                .<Optional<DecidedSample>>map(event -> switch (event.kind()) {
                    case Kinds.ITEM -> {
                        items.last = Records.read(event.data(), Item.class);
                        yield Optional.empty();
                    }
                    case Kinds.SAMPLE ->
                        Optional.ofNullable(items.last)
                                .map(from -> Records.read(event.data(), StoredSample.class)
                                        .decided(from));
                    default -> Optional.empty();
                })
                .flatMap(Optional::stream);
    }

    /// All samples of a journal in order, read anew by each iteration.
    static Iterable<DecidedSample> each(RunFolder folder) {
        return () -> {
            Stream<DecidedSample> all = all(folder);
            Iterator<DecidedSample> samples = all.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    boolean more = samples.hasNext();
                    if (!more) {
                        all.close();
                    }
                    return more;
                }

                @Override
                public DecidedSample next() {
                    return samples.next();
                }
            };
        };
    }

    /// Reads samples from their places.
    private static final class Reading implements Iterator<DecidedSample> {
        private final List<Where> places;
        private final JournalReader reader;
        private int next;

        Reading(List<Where> places, RunFolder folder) {
            this.places = places;
            this.reader = folder.read();
        }

        @Override
        public boolean hasNext() {
            if (next == places.size()) {
                reader.close();
            }
            return next < places.size();
        }

        @Override
        public DecidedSample next() {
            if (next == places.size()) {
                throw new NoSuchElementException();
            }
            Where where = places.get(next++);
            Item from = Records.read(data(where.item), Item.class);
            return Records.read(data(where.sample), StoredSample.class).decided(from);
        }

        private ObjectNode data(CompletableFuture<EventPlace> place) {
            Event event = reader.at(place.join());
            return event.data();
        }
    }
}
