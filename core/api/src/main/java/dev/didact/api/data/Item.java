package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What a source yields and a step starts from.
///
/// @param id names it within its source; the same item has the same id in every run
/// @param content what a person would be given: a question, a task, a text
/// @param columns further named texts that a template may use, in the order of their names
/// @param key the right answer, where the source knows it; the engine takes it off before a generator, rubric or
///     learner sees the item, except in starting data and anchors, whose answers are there to be learned
/// @param passages the cited spans that the item is made from; never empty, so that every sample has an origin
/// @param level how hard it is, on the source's own scale
public record Item(
        String id,
        String content,
        Map<String, String> columns,
        Optional<String> key,
        List<Passage> passages,
        OptionalInt level) {
    public Item {
        requireNonNull(id, "id");
        requireNonNull(content, "content");
        requireNonNull(columns, "columns");
        requireNonNull(key, "key");
        requireNonNull(passages, "passages");
        requireNonNull(level, "level");
        columns.values().forEach(column -> requireNonNull(column, "columns"));
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        passages = List.copyOf(passages);
        if (passages.isEmpty()) {
            throw new IllegalArgumentException("item '" + id + "' names no passage that it comes from");
        }
    }

    /// An item made from one passage, without columns, key or level.
    public static Item of(String id, String content, Passage passage) {
        return new Item(id, content, Map.of(), Optional.empty(), List.of(passage), OptionalInt.empty());
    }

    /// The same item with further named texts.
    public Item withColumns(Map<String, String> columns) {
        return new Item(id, content, columns, key, passages, level);
    }

    /// The same item with the right answer.
    public Item withKey(String key) {
        return new Item(id, content, columns, Optional.of(key), passages, level);
    }

    /// The same item without the right answer.
    public Item withoutKey() {
        return key.isEmpty() ? this : new Item(id, content, columns, Optional.empty(), passages, level);
    }

    /// The same item at a level.
    public Item atLevel(int level) {
        return new Item(id, content, columns, key, passages, OptionalInt.of(level));
    }
}
