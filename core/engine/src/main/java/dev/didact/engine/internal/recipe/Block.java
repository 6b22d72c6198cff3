package dev.didact.engine.internal.recipe;

import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A mapping of a recipe that has been checked, read by its keys; what is left out is what the schema says.
///
/// @param node the mapping
/// @param schema its schema
record Block(Node.Mapping node, JsonNode schema) {
    Place place() {
        return node.place();
    }

    /// The value of a key or its default.
    Optional<Node> value(String key) {
        return node.get(key).or(() -> property(key).optional("default").map(preset -> Node.of(preset, node.place())));
    }

    Optional<Node.Scalar> scalar(String key) {
        return value(key)
                .flatMap(value -> value instanceof Node.Scalar scalar ? Optional.of(scalar) : Optional.empty());
    }

    /// The text of a key that is required or has a default.
    String text(String key) {
        return scalar(key).orElseThrow().text();
    }

    /// The number of a key that is required or has a default.
    int number(String key) {
        return optionalNumber(key).orElseThrow();
    }

    OptionalInt optionalNumber(String key) {
        return scalar(key)
                .map(scalar -> OptionalInt.of(scalar.toJson().intValue()))
                .orElse(OptionalInt.empty());
    }

    OptionalLong optionalLong(String key) {
        return scalar(key)
                .map(scalar -> OptionalLong.of(scalar.toJson().longValue()))
                .orElse(OptionalLong.empty());
    }

    OptionalDouble optionalShare(String key) {
        return scalar(key)
                .map(scalar -> OptionalDouble.of(scalar.toJson().doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    boolean flag(String key) {
        return scalar(key).orElseThrow().toJson().booleanValue();
    }

    /// The scalars of a key that takes one or a list of them.
    List<Node.Scalar> scalars(String key) {
        return value(key).stream()
                .flatMap(value -> switch (value) {
                    case Node.Scalar scalar -> Stream.of(scalar);
                    case Node.Sequence sequence -> sequence.elements().stream().map(Node.Scalar.class::cast);
                    case Node.Mapping _ -> Stream.empty();
                })
                .toList();
    }

    /// The texts of a key that takes one or a list of them.
    List<String> texts(String key) {
        return scalars(key).stream().map(Node.Scalar::text).toList();
    }

    /// The mapping of a key; empty if it is neither given nor has a default, or is no mapping.
    Optional<Block> block(String key) {
        return value(key)
                .flatMap(value -> value instanceof Node.Mapping mapping
                        ? Optional.of(new Block(mapping, mappingSchema(key)))
                        : Optional.empty());
    }

    /// The mappings in the list of a key.
    List<Block> blocks(String key) {
        JsonNode items = resolve(property(key).path("items"));
        return value(key).stream()
                .flatMap(value -> value instanceof Node.Sequence sequence ? sequence.elements().stream() : null)
                .map(element -> new Block((Node.Mapping) element, items))
                .toList();
    }

    private JsonNode property(String key) {
        return resolve(schema.path("properties").path(key));
    }

    private JsonNode mappingSchema(String key) {
        JsonNode property = property(key);
        return property.path("anyOf").values().stream()
                .map(Block::resolve)
                .filter(alternative -> alternative.path("type").asString("").equals("object"))
                .findFirst()
                .orElse(property);
    }

    private static JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isString()
                ? RecipeSchema.table().at(reference.stringValue().substring(1))
                : schema;
    }
}
