package dev.didact.api.training;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Writes values as JSON on one line: maps in their own order, lists, texts, numbers, flags; what is empty and optional
/// becomes `null`.
///
/// Only what JSON demands is escaped, and besides it what would break a line for some readers (U+2028, U+2029) or
/// cannot be encoded (half of a surrogate pair).
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String line(Map<String, ?> object) {
        var json = new Json();
        json.write(object);
        return json.out.toString();
    }

    private void write(Object value) {
        switch (value) {
            case String text -> write(text);
            case Map<?, ?> map -> write(map);
            case Iterable<?> list -> write(list);
            case Boolean flag -> out.append(flag.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Double number -> write(number.doubleValue());
            case Optional<?> optional -> optional.ifPresentOrElse(this::write, () -> out.append("null"));
            case OptionalInt optional -> optional.ifPresentOrElse(out::append, () -> out.append("null"));
            case OptionalDouble optional -> optional.ifPresentOrElse(this::write, () -> out.append("null"));
            default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass());
        }
    }

    private void write(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no form for the number " + number);
        }
        out.append(number);
    }

    private void write(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            write(String.valueOf(entry.getKey()));
            out.append(':');
            write(entry.getValue());
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void write(Iterable<?> list) {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            write(value);
            separator = ",";
        }
        out.append(']');
    }

    private void write(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u2028' || c == '\u2029' || isHalf(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
