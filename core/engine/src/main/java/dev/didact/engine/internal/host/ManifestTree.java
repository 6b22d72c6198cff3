package dev.didact.engine.internal.host;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON of bounded size and depth as a tree. Every command reads manifests first, and this needs none of the
/// object mapper, whose start takes longer than reading them all.
final class ManifestTree {
    private static final int DEEPEST = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(ArchiveLimits.MOST_MANIFEST_BYTES)
                    .build())
            .build();

    private ManifestTree() {}

    /// Reads the whole of a document.
    ///
    /// @throws tools.jackson.core.JacksonException if it is not one JSON value
    static JsonNode read(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            JsonNode value = value(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "more stands behind its end");
            }
            return value;
        }
    }

    /// Where a value begins.
    ///
    /// @param json a document that can be read
    /// @param pointer the value, as a JSON Pointer
    static Optional<TokenStreamLocation> location(byte[] json, String pointer) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean value = token != JsonToken.PROPERTY_NAME && !token.isStructEnd();
                if (value && pointer.equals(pointer(parser, token))) {
                    return Optional.of(parser.currentTokenLocation());
                }
            }
            return Optional.empty();
        }
    }

    private static String pointer(JsonParser parser, JsonToken token) {
        TokenStreamContext context = parser.streamReadContext();
        // What begins here is a context of its own already.
        return (token.isStructStart() ? context.getParent() : context)
                .pathAsPointer()
                .toString();
    }

    /// A place in the manifest: `META-INF/didact/plugin.json:12:9`.
    static String place(TokenStreamLocation location) {
        return Archive.MANIFEST + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static JsonNode value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new StreamReadException(parser, "it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new StreamReadException(parser, "a value is missing");
        };
    }

    private static ObjectNode object(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }
}
