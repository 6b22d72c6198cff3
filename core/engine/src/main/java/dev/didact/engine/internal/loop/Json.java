package dev.didact.engine.internal.loop;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as it is after it has been written and read: numbers have the types that reading gives them.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// The same object, as reading its text would give it.
    static ObjectNode plain(ObjectNode json) {
        return parse(json.toString());
    }

    /// The object that a text holds.
    static ObjectNode parse(String text) {
        if (MAPPER.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object: " + text);
    }
}
