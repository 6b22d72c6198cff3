package dev.didact.sources.jsonl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON object of a line.
final class LineObject {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(Lines.LONGEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Where Jackson repeats the place in its message.
    private static final Pattern PLACE = Pattern.compile("\\s*(\\([^()]*)?\\[Source:[^\\]]*\\]\\)?");

    private final String text;
    private final JsonNode object;

    private LineObject(String text, JsonNode object) {
        this.text = text;
        this.object = object;
    }

    static LineObject read(String text) throws Mistake {
        JsonNode object;
        try (JsonParser parser = JSON.createParser(text)) {
            object = JSON.readTree(parser);
            if (parser.nextToken() != null) {
                throw Mistake.at(
                        parser.currentTokenLocation().getColumnNr(),
                        "more stands behind the first JSON value; write one object a line");
            }
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw Mistake.at(
                    place == null ? 1 : Math.max(1, place.getColumnNr()),
                    "no JSON: " + shown(PLACE.matcher(e.getOriginalMessage()).replaceAll(""), 200)
                            + "; mend the line or delete it");
        }
        if (!object.isObject()) {
            throw Mistake.whole("a JSON object belongs here, such as {\"id\": \"1\", \"prompt\": \"...\"}, but this is "
                    + shown(object.toString(), 60) + "; write one object a line");
        }
        int half = text.indexOf("\\u") < 0 ? -1 : halfCharacter(object);
        if (half >= 0) {
            throw Mistake.whole("a text in it holds half a character, \\u" + Integer.toHexString(half)
                    + "; write both halves or the character itself");
        }
        return new LineObject(text, object);
    }

    /// The first half of a surrogate pair that stands alone in a text or a name, or -1.
    private static int halfCharacter(JsonNode node) {
        if (node.isString()) {
            return halfCharacter(node.stringValue());
        }
        for (var entry : node.properties()) {
            int half = halfCharacter(entry.getKey());
            if (half >= 0) {
                return half;
            }
        }
        for (JsonNode child : node) {
            int half = halfCharacter(child);
            if (half >= 0) {
                return half;
            }
        }
        return -1;
    }

    private static int halfCharacter(String text) {
        return text.codePoints()
                .filter(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                .findFirst()
                .orElse(-1);
    }

    boolean has(String field) {
        return !absent(find(field));
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /// A field by its name, or by names joined with dots.
    private JsonNode find(String field) {
        JsonNode node = object.path(field);
        if (!node.isMissingNode() || field.indexOf('.') < 0) {
            return node;
        }
        node = object;
        for (String name : field.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    JsonNode field(String field) throws Mistake {
        JsonNode node = find(field);
        if (absent(node)) {
            throw Mistake.whole("field '" + field + "' is missing; there are " + names());
        }
        return node;
    }

    /// The text of a field that must be there.
    String text(String field) throws Mistake {
        JsonNode node = field(field);
        if (node.isContainer()) {
            throw Mistake.in(
                    field,
                    "field '" + field + "' must hold text but holds " + (node.isArray() ? "a list" : "an object"));
        }
        return node.asString();
    }

    /// The text of a field that may be left out.
    Optional<String> optional(String field) throws Mistake {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    /// The whole number of a field that must be there.
    int number(String field) throws Mistake {
        JsonNode node = field(field);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw Mistake.in(field, "field '" + field + "' must hold a whole number but holds " + shown(node));
        }
        return node.intValue();
    }

    /// The name of a field that must be there: a text or a whole number.
    String name(String field) throws Mistake {
        JsonNode node = field(field);
        if ((!node.isString() && !node.isIntegralNumber()) || node.asString().isBlank()) {
            throw Mistake.in(
                    field,
                    "field '" + field + "' must name the item by a text or a whole number but holds " + shown(node));
        }
        return node.asString();
    }

    /// The fields as texts, without these; what is no text as JSON.
    Map<String, String> columns(Set<String> without) {
        var columns = new HashMap<String, String>();
        for (var entry : object.properties()) {
            JsonNode node = entry.getValue();
            if (!node.isNull() && !without.contains(entry.getKey())) {
                columns.put(entry.getKey(), node.isString() ? node.stringValue() : node.toString());
            }
        }
        return columns;
    }

    /// The names of the fields, for a person.
    String names() {
        return object.isEmpty()
                ? "none"
                : "'"
                        + String.join(
                                "', '",
                                object.propertyNames().stream().limit(20).toList()) + "'";
    }

    private static String shown(JsonNode node) {
        return shown(node.toString(), 60);
    }

    private static String shown(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "..." : text;
    }

    /// The character of the line, from 1, at which the value of a field begins.
    int column(String field) {
        String name = find(field).equals(object.path(field)) ? field : field.substring(0, field.indexOf('.'));
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean meant = parser.currentName().equals(name);
                parser.nextToken();
                if (meant) {
                    return parser.currentTokenLocation().getColumnNr();
                }
                parser.skipChildren();
            }
        }
        return 1;
    }
}
