package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads of a journal what a run goes on with, without the samples that were counted: what was accepted and how many
/// samples there are stand in the counts. Of the round that is open, answers are wanted for the items behind the last
/// count; none of them was begun before that many items might be.
///
/// @param history what the journal tells of the run
/// @param folder where the run is
record Recall(History history, RunFolder folder) {
    /// A count and where it stands.
    private record Found(EventPlace place, Counted counted) {}

    /// Takes in what stands in the counts of the rounds before another.
    void before(int round, Archive archive, Samples samples) {
        NavigableMap<Integer, Found> lastOfRound = new TreeMap<>();
        for (EventPlace place : history.marks().counted()) {
            Counted counted = Records.read(folder.at(place).data(), Counted.class);
            if (counted.round() < round) {
                archive.add(counted.archived());
                lastOfRound.put(counted.round(), new Found(place, counted));
            }
        }
        know(lastOfRound, samples);
    }

    void into(Archive archive, Samples samples, Recorded unfinished) {
        NavigableMap<Integer, Found> lastOfRound = new TreeMap<>();
        NavigableMap<Integer, EventPlace> ofOpen = new TreeMap<>();
        for (EventPlace place : history.marks().counted()) {
            Counted counted = Records.read(folder.at(place).data(), Counted.class);
            archive.add(counted.archived());
            lastOfRound.put(counted.round(), new Found(place, counted));
            if (counted.round() == open()) {
                ofOpen.put(counted.admitted(), place);
            }
        }
        know(lastOfRound, samples);
        Optional<Found> last = Optional.ofNullable(lastOfRound.get(open()));
        last.ifPresent(found -> unfinished.beginBehind(found.counted, opened(found.place)));
        Optional<EventPlace> answers = last.flatMap(
                        found -> Optional.ofNullable(ofOpen.floorEntry(found.counted.items())))
                .map(entry -> entry.getValue())
                .or(() -> begin(open()));
        long behind = last.map(found -> found.place.seq())
                .or(() -> begin(open()).map(EventPlace::seq))
                .orElse(0L);
        try (JournalReader reader = read(Recorded.KINDS, answers)) {
            reader.stream()
                    .filter(event -> event.seq() > behind || Recorded.CALLS.contains(event.kind()))
                    .forEach(unfinished::add);
        }
    }

    private void know(NavigableMap<Integer, Found> lastOfRound, Samples samples) {
        lastOfRound.values().stream()
                .filter(found -> found.counted.figure(Counted.Figure.SAMPLES) > 0)
                .forEach(found -> samples.known(firstItem(begin(found.counted.round())), found.place, found.counted));
    }

    /// The round that is not closed.
    private int open() {
        return history.state().map(State::round).orElse(-1) + 1;
    }

    /// Where the round before a round was closed; empty where the round is the first that stands in the journal.
    private Optional<EventPlace> begin(int round) {
        int before = history.marks().closed().size() - 1 - (open() - round);
        return before < 0
                ? Optional.empty()
                : Optional.of(history.marks().closed().get(before));
    }

    private JournalReader read(Set<String> kinds, Optional<EventPlace> from) {
        return from.map(place -> folder.read(kinds, place)).orElseGet(() -> folder.read(kinds));
    }

    private EventPlace firstItem(Optional<EventPlace> from) {
        try (JournalReader reader = read(Set.of(Kinds.ITEM), from)) {
            return reader.next().orElseThrow().place();
        }
    }

    private List<Event> opened(EventPlace counted) {
        return history.marks().models().stream()
                .filter(place -> place.seq() < counted.seq())
                .map(folder::at)
                .toList();
    }
}
