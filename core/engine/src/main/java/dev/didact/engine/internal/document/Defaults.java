package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a configuration means when the defaults of its schema are written out.
public final class Defaults {
    private static final Place NOWHERE = new Place("@Default", 1, 1, 1);

    private Defaults() {}

    /// The same with every absent key that has a default, in nested mappings and lists too, in the order of the schema.
    ///
    /// @param value a value that the schema allows
    /// @param schema its schema
    public static JsonNode fill(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            return object(object, schema);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.values().forEach(element -> filled.add(fill(element, schema.path("items"))));
            return filled;
        }
        return value;
    }

    private static ObjectNode object(ObjectNode object, JsonNode schema) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        JsonNode properties = schema.path("properties");
        properties.forEachEntry((key, property) -> {
            Optional<JsonNode> value = object.optional(key).or(() -> property.optional("default"));
            value.ifPresent(present -> filled.set(key, fill(present, property)));
        });
        object.forEachEntry((key, value) -> {
            if (!properties.has(key)) {
                filled.set(key, fill(value, schema.path("additionalProperties")));
            }
        });
        return filled;
    }

    /// The value of a `@Default`: flow text whose scalars mean what the schema says, so that `400` is a text where a
    /// text is wanted.
    ///
    /// @throws IllegalArgumentException if it is not of the schema's type
    static JsonNode read(String flow, JsonNode schema) {
        return typed(YamlReader.value(flow, NOWHERE), schema);
    }

    private static JsonNode typed(Node node, JsonNode schema) {
        String type = schema.path("type").asString();
        return switch (node) {
            case Node.Scalar scalar when type.equals("string") -> JsonNodeFactory.instance.stringNode(scalar.text());
            case Node.Scalar scalar -> scalar.toJson();
            case Node.Sequence sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.elements().forEach(element -> array.add(typed(element, schema.path("items"))));
                yield array;
            }
            case Node.Mapping mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                mapping.entries().forEach((key, entry) -> {
                    JsonNode property = schema.path("properties").path(key);
                    JsonNode inner = property.isMissingNode() ? schema.path("additionalProperties") : property;
                    object.set(key, typed(entry.value(), inner));
                });
                yield object;
            }
        };
    }
}
