package dev.didact.processor;

import dev.didact.processor.FlowText.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The value of a `@Default` or an `@Example`, made of its flow text by the schema of the component and checked against
/// it.
final class StatedValue {
    private static final Pattern DURATION = Pattern.compile("[0-9]+(ms|s|m|h)");
    private static final Pattern URI = Pattern.compile("[^\\s<>\"{}|^`\\\\]+");
    private static final Pattern SECRET = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*");

    private StatedValue() {}

    /// The value as JSON has it.
    ///
    /// @throws IllegalArgumentException if the text is not what the schema allows, saying why
    static Object of(String flow, Map<?, ?> schema) {
        return of(FlowText.read(flow), schema);
    }

    private static Object of(Node node, Map<?, ?> schema) {
        Object value = switch (schema.get("type") instanceof String type ? type : "object") {
            case "boolean" -> flag(scalar(node, "true or false"));
            case "integer" -> integer(scalar(node, "a whole number"));
            case "number" -> number(scalar(node, "a number"));
            case "string" -> text(scalar(node, "a text"), schema);
            case "array" -> list(node, schema);
            default -> object(node, schema);
        };
        bounds(value, schema);
        return value;
    }

    private static Node.Scalar scalar(Node node, String wanted) {
        if (node instanceof Node.Scalar scalar) {
            return scalar;
        }
        throw new IllegalArgumentException(wanted + " is wanted");
    }

    private static Boolean flag(Node.Scalar scalar) {
        return switch (scalar.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is wanted, not '" + scalar.text() + "'");
        };
    }

    private static BigInteger integer(Node.Scalar scalar) {
        try {
            return new BigInteger(scalar.text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is wanted, not '" + scalar.text() + "'", e);
        }
    }

    private static BigDecimal number(Node.Scalar scalar) {
        try {
            return new BigDecimal(scalar.text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is wanted, not '" + scalar.text() + "'", e);
        }
    }

    private static String text(Node.Scalar scalar, Map<?, ?> schema) {
        String text = scalar.text();
        if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(text)) {
            throw new IllegalArgumentException("it must be one of " + allowed);
        }
        if (schema.get("pattern") instanceof String pattern && !Pattern.matches(pattern, text)) {
            throw new IllegalArgumentException("it does not match " + pattern);
        }
        String format = schema.get("format") instanceof String named ? named : "";
        switch (format) {
            case "duration" -> matches(DURATION, text, "a duration is written 500ms, 30s, 5m or 2h");
            case "secret" -> matches(SECRET, text, "a secret is named as env:VARIABLE");
            case "uri" -> matches(URI, text, "an address is written https://example.org/path, without blanks");
            default -> {
                // any text will do
            }
        }
        return text;
    }

    private static void matches(Pattern pattern, String text, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static List<Object> list(Node node, Map<?, ?> schema) {
        if (!(node instanceof Node.Sequence sequence) || !(schema.get("items") instanceof Map<?, ?> items)) {
            throw new IllegalArgumentException("a list is wanted: [a, b]");
        }
        var values = new ArrayList<Object>();
        for (Node element : sequence.elements()) {
            values.add(of(element, items));
        }
        return values;
    }

    private static Map<String, Object> object(Node node, Map<?, ?> schema) {
        if (!(node instanceof Node.Mapping mapping)) {
            throw new IllegalArgumentException("keys and values are wanted: { a: 1 }");
        }
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> known ? known : Map.of();
        var values = new LinkedHashMap<String, Object>();
        mapping.entries().forEach((key, value) -> {
            Object own = properties.get(key);
            Object of = own == null ? schema.get("additionalProperties") : own;
            if (!(of instanceof Map<?, ?> inner)) {
                throw new IllegalArgumentException("there is no '" + key + "', only " + properties.keySet());
            }
            values.put(key, of(value, inner));
        });
        if (schema.get("required") instanceof List<?> required
                && !values.keySet().containsAll(required)) {
            throw new IllegalArgumentException("it needs all of " + required);
        }
        return values;
    }

    private static void bounds(Object value, Map<?, ?> schema) {
        double size = switch (value) {
            case Number number -> number.doubleValue();
            case String text -> text.length();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> 0;
        };
        for (String key : List.of("minimum", "minLength", "minItems", "minProperties")) {
            if (schema.get(key) instanceof Double least && size < least) {
                throw new IllegalArgumentException("it is below @Min(" + least + ")");
            }
        }
        for (String key : List.of("maximum", "maxLength", "maxItems", "maxProperties")) {
            if (schema.get(key) instanceof Double greatest && size > greatest) {
                throw new IllegalArgumentException("it is above @Max(" + greatest + ")");
            }
        }
    }
}
