package dev.didact.sources.jsonl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a line says, whatever its shape.
///
/// @param content the question
/// @param key the right answer
/// @param columns further texts, which stand before fields of the same name
/// @param hidden fields that are no columns, because they hold the answer, or a conversation that has columns of its
///     own
record Parts(String content, Optional<String> key, Map<String, String> columns, Set<String> hidden) {
    static Parts of(String content) {
        return new Parts(content, Optional.empty(), Map.of(), Set.of());
    }

    /// The parts of a conversation that stands in a field.
    static Parts of(Chat chat, String field) throws Mistake {
        Chat question = chat.question();
        String content = question.last()
                .orElseThrow(() ->
                        Mistake.in(field, "'" + field + "' must end with a question of the user, or with its answer"));
        return new Parts(
                content,
                chat.answer(),
                Map.of("system", question.system(), "history", question.history()),
                Set.of(field));
    }

    /// The same with the answer, which a field holds.
    Parts answered(String answer, String field) {
        var all = new HashSet<>(hidden);
        all.add(field);
        return new Parts(content, Optional.of(answer), columns, all);
    }

    /// The same without the column of a field.
    Parts without(String field) {
        var all = new HashSet<>(hidden);
        all.add(field);
        return new Parts(content, key, columns, all);
    }

    /// The same with a further column.
    Parts with(String column, String text) {
        var all = new HashMap<>(columns);
        all.put(column, text);
        return new Parts(content, key, all, hidden);
    }
}
