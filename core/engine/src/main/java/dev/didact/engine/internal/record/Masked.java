package dev.didact.engine.internal.record;

import dev.didact.engine.KnownSecrets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What plugins and programs make, rid of the secrets that they were handed, before it is graded, sent to a model or
/// written down.
public final class Masked {
    private Masked() {}

    /// The record with `***` in place of every secret in its texts.
    ///
    /// @param type its class, or the sealed type that it is one of
    public static <T> T of(T made, Class<T> type) {
        if (KnownSecrets.isEmpty()) {
            return made;
        }
        JsonNode json = Records.write(made);
        JsonNode masked = texts(json);
        return masked.equals(json) ? made : Records.read(masked, type);
    }

    /// The document with `***` in place of every secret in its names and texts.
    public static JsonNode texts(JsonNode json) {
        if (json instanceof ObjectNode object) {
            ObjectNode masked = Records.object();
            object.forEachEntry((name, value) -> masked.set(KnownSecrets.masked(name), texts(value)));
            return masked;
        }
        if (json instanceof ArrayNode list) {
            ArrayNode masked = list.arrayNode();
            list.forEach(value -> masked.add(texts(value)));
            return masked;
        }
        return json.isString() ? StringNode.valueOf(KnownSecrets.masked(json.asString())) : json;
    }
}
