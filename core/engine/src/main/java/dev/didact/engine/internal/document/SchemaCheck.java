package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// Holds a document against a schema and tells everything that is wrong, each at its place.
///
/// The schema is the part of JSON Schema that Didact writes: `type, properties, required, additionalProperties,
/// propertyNames, items, enum, minimum, maximum, minLength, maxLength, minItems, maxItems, minProperties,
/// maxProperties, pattern, anyOf` (chosen by type), `$ref` into `$defs`, and the formats `duration, path, uri, secret`.
/// Two keys are Didact's own: `x-later` names keys that a later version will know, and `x-message` says what a value
/// must be in better words than the rule would.
///
/// Types are strict: a number in quotes is a text.
public final class SchemaCheck {
    private static final String NO_SECRET =
            " must name where a secret is kept, as env:VARIABLE; it is not such a name, and a recipe never holds a secret itself";
    private static final Pattern SECRET = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*");

    private final JsonNode root;
    private final boolean whole;
    private final Problems problems;

    private SchemaCheck(JsonNode root, boolean whole, Problems problems) {
        this.root = root;
        this.whole = whole;
        this.problems = problems;
    }

    /// Checks a whole document.
    ///
    /// @param name what the document is called in messages: `with of 'rank'`
    public static void check(Node node, JsonNode schema, String name, Problems problems) {
        check(node, schema, schema, name, problems);
    }

    /// Checks a part of a document.
    ///
    /// @param schema the schema of the part
    /// @param root the schema whose `$defs` it refers to
    public static void check(Node node, JsonNode schema, JsonNode root, String name, Problems problems) {
        new SchemaCheck(root, true, problems).check(node, schema, name);
    }

    /// Checks a part of a document in the making, in which keys may still be missing.
    public static void checkUnfinished(Node node, JsonNode schema, JsonNode root, String name, Problems problems) {
        new SchemaCheck(root, false, problems).check(node, schema, name);
    }

    private void check(Node node, JsonNode reference, String name) {
        JsonNode schema = resolve(reference);
        if (schema.has("anyOf")) {
            alternatives(node, schema, name);
            return;
        }
        if (!hasType(node, schema)) {
            wrongType(node, schema, name);
            return;
        }
        oneOf(node, schema, name);
        switch (node) {
            case Node.Scalar scalar -> scalar(scalar, schema, name);
            case Node.Sequence sequence -> sequence(sequence, schema, name);
            case Node.Mapping mapping -> mapping(mapping, schema, name);
        }
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isString() ? root.at(reference.stringValue().substring(1)) : schema;
    }

    private void alternatives(Node node, JsonNode schema, String name) {
        var wanted = new StringJoiner(" or ");
        for (JsonNode alternative : schema.get("anyOf").values()) {
            if (hasType(node, resolve(alternative))) {
                check(node, alternative, name);
                return;
            }
            wanted.add(typeName(resolve(alternative)));
        }
        problems.add("E203", said(schema, name, "must be " + wanted) + " but is " + node.describe(), node.place());
    }

    private static boolean hasType(Node node, JsonNode schema) {
        JsonNode value = node instanceof Node.Scalar scalar ? scalar.toJson() : null;
        return switch (schema.path("type").asString("")) {
            case "object" -> node instanceof Node.Mapping;
            case "array" -> node instanceof Node.Sequence;
            case "string" -> value != null && value.isString();
            case "integer" -> value != null && value.isIntegralNumber();
            case "number" -> value != null && value.isNumber();
            case "boolean" -> value != null && value.isBoolean();
            default -> true;
        };
    }

    private static String typeName(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    private void wrongType(Node node, JsonNode schema, String name) {
        String type = schema.path("type").asString("");
        String remedy = "";
        if (node instanceof Node.Scalar scalar && !scalar.toJson().isNull()) {
            boolean unquotes =
                    scalar.quoted() && hasType(new Node.Scalar(scalar.place(), scalar.text(), false), schema);
            remedy = unquotes ? "; take its quotes away" : type.equals("string") ? "; put it in quotes" : "";
        }
        String rule = " must be " + typeName(schema) + " but is " + node.describe() + remedy;
        problems.add("E203", name + (isSecret(schema) ? NO_SECRET : rule), node.place());
    }

    private void oneOf(Node node, JsonNode schema, String name) {
        if (!schema.has("enum") || !(node instanceof Node.Scalar scalar)) {
            return;
        }
        List<String> allowed =
                schema.get("enum").values().stream().map(JsonNode::asString).toList();
        if (!allowed.contains(scalar.text())) {
            String rule =
                    allowed.size() == 1 ? "must be '" + allowed.getFirst() + "'" : "must be one of " + list(allowed);
            problems.add(
                    "E204",
                    said(schema, name, rule) + " but is '" + scalar.text() + "'",
                    node.place(),
                    Nearest.to(scalar.text(), allowed));
        }
    }

    private void scalar(Node.Scalar scalar, JsonNode schema, String name) {
        JsonNode value = scalar.toJson();
        if (value.isNumber()) {
            bounds(value.decimalValue(), schema, "minimum", "maximum", "", scalar, name);
        }
        if (value.isString()) {
            bounds(
                    BigDecimal.valueOf(scalar.text().length()),
                    schema,
                    "minLength",
                    "maxLength",
                    " characters long",
                    scalar,
                    name);
            pattern(scalar, schema, name);
            format(scalar, schema, name);
        }
    }

    private void pattern(Node.Scalar scalar, JsonNode schema, String name) {
        if (!schema.has("pattern")) {
            return;
        }
        String pattern = schema.get("pattern").asString();
        try {
            if (!Pattern.compile(pattern).matcher(scalar.text()).find()) {
                problems.add(
                        "E204",
                        said(schema, name, "must match " + pattern) + " but is '" + scalar.text() + "'",
                        scalar.place());
            }
        } catch (PatternSyntaxException e) {
            problems.add(
                    "E204", name + " cannot be checked: its schema has the broken pattern " + pattern, scalar.place());
        }
    }

    private void format(Node.Scalar scalar, JsonNode schema, String name) {
        String text = scalar.text();
        String rule = switch (schema.path("format").asString("")) {
            case "duration" ->
                DurationText.parse(text).isPresent() ? "" : "must be a time such as 500ms, 30s, 5m or 2h";
            case "path" -> isPath(text) ? "" : "must be a path";
            case "uri" -> isUri(text) ? "" : "must be an address such as http://localhost:8000/v1";
            default -> "";
        };
        if (!rule.isEmpty()) {
            problems.add("E204", said(schema, name, rule) + " but is '" + text + "'", scalar.place());
        }
        if (isSecret(schema) && !SECRET.matcher(text).matches()) {
            problems.add("E204", name + NO_SECRET, scalar.place());
        }
    }

    /// The value of what should name a secret may be the secret itself: no message repeats it.
    private static boolean isSecret(JsonNode schema) {
        return schema.path("format").asString("").equals("secret");
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void sequence(Node.Sequence sequence, JsonNode schema, String name) {
        bounds(
                BigDecimal.valueOf(sequence.elements().size()),
                schema,
                "minItems",
                "maxItems",
                " elements long",
                sequence,
                name);
        if (schema.has("items")) {
            int number = 0;
            for (Node element : sequence.elements()) {
                check(element, schema.get("items"), elementName(name, number++));
            }
        }
    }

    /// As a path would name it: `'grade.0'`.
    private static String elementName(String list, int index) {
        return list.endsWith("'") ? list.substring(0, list.length() - 1) + "." + index + "'" : list + "." + index;
    }

    private void mapping(Node.Mapping mapping, JsonNode schema, String name) {
        bounds(
                BigDecimal.valueOf(mapping.entries().size()),
                schema,
                "minProperties",
                "maxProperties",
                " keys long",
                mapping,
                name);
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            String key = entry.getKey();
            if (properties.has(key)) {
                check(entry.getValue().value(), properties.get(key), "'" + key + "'");
            } else {
                additional(key, entry.getValue(), schema, name);
            }
        }
        for (JsonNode required : schema.path("required").values()) {
            if (whole && !mapping.entries().containsKey(required.asString())) {
                problems.add("E202", name + " needs the key '" + required.asString() + "'", mapping.place());
            }
        }
    }

    private void additional(String key, Node.Entry entry, JsonNode schema, String name) {
        JsonNode additional = schema.path("additionalProperties");
        JsonNode later = schema.path("x-later").path(key);
        if (later.isString()) {
            problems.add("E208", "'" + key + "' " + later.stringValue(), entry.keyPlace());
        } else if (additional.isBoolean() && !additional.booleanValue()) {
            unknown(key, entry.keyPlace(), schema.path("properties").propertyNames(), name);
        } else {
            if (schema.has("propertyNames")) {
                check(Node.Scalar.text(key, entry.keyPlace()), schema.get("propertyNames"), "the name '" + key + "'");
            }
            if (additional.isObject()) {
                check(entry.value(), additional, "'" + key + "'");
            }
        }
    }

    private void unknown(String key, Place place, Collection<String> known, String name) {
        String choice = known.isEmpty() ? "; it takes none" : "; known are " + list(known);
        problems.add("E201", "unknown key '" + key + "' in " + name + choice, place, Nearest.to(key, known));
    }

    private void bounds(
            BigDecimal size, JsonNode schema, String leastKey, String mostKey, String unit, Node node, String name) {
        Optional<BigDecimal> least = schema.optional(leastKey).map(JsonNode::decimalValue);
        Optional<BigDecimal> most = schema.optional(mostKey).map(JsonNode::decimalValue);
        boolean below = least.filter(bound -> size.compareTo(bound) < 0).isPresent();
        boolean above = most.filter(bound -> size.compareTo(bound) > 0).isPresent();
        if (below || above) {
            String range = least.isPresent() && most.isPresent()
                    ? "between " + plain(least.get()) + " and " + plain(most.get())
                    : below ? "at least " + plain(least.orElseThrow()) : "at most " + plain(most.orElseThrow());
            problems.add(
                    "E204", said(schema, name, "must be " + range + unit) + " but is " + plain(size), node.place());
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String said(JsonNode schema, String name, String rule) {
        return name + " " + schema.path("x-message").asString(rule);
    }

    private static String list(Collection<String> names) {
        var shown = new ArrayList<>(names);
        return String.join(", ", shown.subList(0, Math.min(20, shown.size()))) + (shown.size() > 20 ? ", ..." : "");
    }
}
