package dev.didact.engine.internal.host;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of the schema that a manifest states for a configuration: the part of JSON Schema that the annotation
/// processor writes. A schema that says more, or says it otherwise, is refused: a rule that the host does not know it
/// would pass over, and hold no recipe against.
final class ConfigForm {
    private static final Set<String> OF_ALL = Set.of("type", "title", "description", "default", "examples");
    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "object", Set.of("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
            "array", Set.of("items", "minItems", "maxItems"),
            "string", Set.of("enum", "format", "pattern", "minLength", "maxLength"),
            "integer", Set.of("minimum", "maximum"),
            "number", Set.of("minimum", "maximum"),
            "boolean", Set.of());
    private static final List<String> TYPES = OF_TYPE.keySet().stream().sorted().toList();
    private static final List<String> FORMATS = List.of("duration", "path", "secret", "uri");
    private static final Set<String> BOUNDS = Set.of("minimum", "maximum");
    private static final Set<String> COUNTS =
            Set.of("minProperties", "maxProperties", "minItems", "maxItems", "minLength", "maxLength");

    private ConfigForm() {}

    /// The schema of a whole configuration.
    ///
    /// @throws BadArchiveException if it is none, with the place
    static ObjectNode checked(ManifestValue config) throws BadArchiveException {
        if (!(config.json() instanceof ObjectNode schema)) {
            throw config.mustBe("the schema of its configuration, an object,");
        }
        if (!config.at("type").json().asString("").equals("object")) {
            throw config.at("type").mustBe("\"object\"");
        }
        check(config);
        return schema;
    }

    private static void check(ManifestValue schema) throws BadArchiveException {
        Map<String, ManifestValue> entries = schema.entries();
        String type = oneOf(schema.at("type"), TYPES);
        Set<String> own = OF_TYPE.getOrDefault(type, Set.of());
        for (Map.Entry<String, ManifestValue> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (!OF_ALL.contains(key) && !own.contains(key)) {
                throw entry.getValue()
                        .wrong("is nothing that a setting of type " + type + " can have here; it can have "
                                + OF_ALL.stream().sorted().toList() + " and "
                                + own.stream().sorted().toList());
            }
            check(schema, type, key, entry.getValue());
        }
    }

    private static void check(ManifestValue schema, String type, String key, ManifestValue value)
            throws BadArchiveException {
        switch (key) {
            case "properties" -> {
                for (ManifestValue property : value.entries().values()) {
                    check(property);
                }
            }
            case "additionalProperties" -> {
                if (value.isObject()) {
                    check(value);
                } else if (!value.json().isBoolean()) {
                    throw value.mustBe("true, false or a schema");
                }
            }
            case "items" -> check(value);
            case "required" -> {
                for (ManifestValue name : value.elements()) {
                    if (schema.at("properties").at(name.text(Integer.MAX_VALUE)).isMissing()) {
                        throw name.mustBe("the name of one of the properties");
                    }
                }
            }
            case "enum" -> {
                if (value.texts().isEmpty()) {
                    throw value.mustBe("a list of the texts that are allowed");
                }
            }
            case "format" -> oneOf(value, FORMATS);
            case "pattern" -> pattern(value);
            case "title", "description" -> value.text(Integer.MAX_VALUE, "");
            case "default" -> ofType(value, type);
            case "examples" -> {
                for (ManifestValue example : value.elements()) {
                    ofType(example, type);
                }
            }
            default -> bound(key, value);
        }
    }

    private static void bound(String key, ManifestValue value) throws BadArchiveException {
        if (BOUNDS.contains(key) && !value.json().isNumber()) {
            throw value.mustBe("a number");
        }
        if (COUNTS.contains(key) && !(value.json().isNumber() && value.json().doubleValue() >= 0)) {
            throw value.mustBe("a number, 0 or more");
        }
    }

    private static String oneOf(ManifestValue value, List<String> words) throws BadArchiveException {
        if (!words.contains(value.json().asString(""))) {
            throw value.mustBe("one of " + String.join(", ", words));
        }
        return value.json().stringValue();
    }

    private static void pattern(ManifestValue value) throws BadArchiveException {
        try {
            Pattern.compile(value.text(Integer.MAX_VALUE));
        } catch (PatternSyntaxException e) {
            throw value.mustBe("a regular expression (" + e.getDescription() + ")");
        }
    }

    private static void ofType(ManifestValue value, String type) throws BadArchiveException {
        JsonNode json = value.json();
        boolean fits = switch (type) {
            case "object" -> json.isObject();
            case "array" -> json.isArray();
            case "integer" -> json.isIntegralNumber();
            case "number" -> json.isNumber();
            case "boolean" -> json.isBoolean();
            default -> json.isString();
        };
        if (!fits) {
            throw value.mustBe("of type " + type);
        }
    }
}
