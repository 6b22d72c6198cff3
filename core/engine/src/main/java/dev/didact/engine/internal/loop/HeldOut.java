package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.engine.internal.identity.Hashes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The items that are measured, known by their content: a source that does not tell its purposes apart draws them for
/// learning as well, and then the measure says what the student remembers.
final class HeldOut {
    private final Set<String> contents = new HashSet<>();

    /// What two items share that ask the same, whatever they are called and whether their key is at hand.
    static String content(Item item) {
        var columns = item.columns();
        return Hashes.fields("content")
                .text("content", item.content().strip())
                .texts("columns", columns.keySet())
                .texts("values", columns.values())
                .sha256()
                .substring(0, 32);
    }

    /// Takes items of a measure in.
    void add(Collection<Item> items) {
        items.forEach(item -> contents.add(content(item)));
    }

    /// Whether an item that is learned from is one of them.
    boolean has(Item item) {
        return !contents.isEmpty() && contents.contains(content(item));
    }

    /// How many of the contents are of held-out items.
    long count(Collection<String> of) {
        return of.stream().filter(contents::contains).count();
    }
}
