package dev.didact.processor;

import java.util.Collection;
import java.util.Map;

/// JSON text of maps, collections, texts, numbers and flags; indented, with keys in the order of the map.
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /// The whole document, with a line end behind it.
    static String document(Map<String, ?> object) {
        var json = new Json();
        json.value(object, "");
        return json.out.append('\n').toString();
    }

    private void value(Object value, String indent) {
        switch (value) {
            case Map<?, ?> map -> object(map, indent);
            case Collection<?> list -> array(list, indent);
            case Double number -> number(number);
            case Number number -> out.append(number);
            case Boolean flag -> out.append(flag);
            case String text -> text(text);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = indent + "  ";
        String separator = "{\n";
        for (var entry : map.entrySet()) {
            out.append(separator).append(inner);
            text((String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), inner);
            separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
    }

    private void array(Collection<?> list, String indent) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            value(element, indent + "  ");
            separator = ", ";
        }
        out.append(']');
    }

    private void number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.append((long) number);
        } else {
            out.append(number);
        }
    }

    private void text(String text) {
        out.append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate((char) c) || c == 0x7f) {
                        out.append(String.format("\\u%04x", c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        out.append('"');
    }
}
