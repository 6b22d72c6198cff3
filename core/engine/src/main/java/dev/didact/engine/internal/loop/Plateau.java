package dev.didact.engine.internal.loop;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// For how long the first measure has not risen.
///
/// Each round is held against the one that rose last, not against the one before it, so that many small steps add up
/// to a rise. The test is [Measures#paired], over the items that both times were measured and decided; it is exact and
/// needs no random numbers. A round of which nobody knows, since nothing of it could be decided, does not count.
///
/// @param rounds rounds since the last rise
/// @param items ids of the items that were measured at the last rise, in their order
/// @param outcomes what came of them, as [State#outcomes] tells it
record Plateau(int rounds, List<String> items, String outcomes) {
    /// Nothing was measured.
    static final Plateau NONE = new Plateau(0, List.of(), "");

    Plateau {
        items = List.copyOf(items);
    }

    /// After a round whose student was kept. Where none of its items was measured before, those after it are held
    /// against this round.
    Plateau after(List<String> measured, String found) {
        Map<String, Character> earlier = new HashMap<>();
        IntStream.range(0, items.size()).forEach(i -> earlier.put(items.get(i), outcomes.charAt(i)));
        if (Collections.disjoint(items, measured)) {
            return new Plateau(rounds, measured, found);
        }
        StringBuilder before = new StringBuilder();
        measured.forEach(item -> before.append((char) earlier.getOrDefault(item, Measures.UNDECIDED)));
        if (Measures.decidedInBoth(before.toString(), found).length == 0) {
            return this;
        }
        // A rise is a fall that is looked at from its end.
        return Measures.paired(found, before.toString()).fell() ? new Plateau(0, measured, found) : flat();
    }

    /// After a round that was rolled back.
    Plateau flat() {
        return new Plateau(rounds + 1, items, outcomes);
    }
}
