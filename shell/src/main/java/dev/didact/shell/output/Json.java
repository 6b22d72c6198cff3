package dev.didact.shell.output;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Writes results as JSON without loading a JSON library, because a short line must stay cheap. Knows maps,
/// collections, records (components in order; an empty optional is left out), texts, numbers, booleans and enums
/// (as `not-applicable`). What [Printable] would escape is escaped here too.
public final class Json {
    private final StringBuilder out = new StringBuilder();
    private final boolean indented;
    private int depth;

    private Json(boolean indented) {
        this.indented = indented;
    }

    /// The value on one line.
    public static String of(Object value) {
        Json json = new Json(false);
        json.value(value);
        return json.out.toString();
    }

    /// The value on several lines, two blanks a level.
    public static String indented(Object value) {
        Json json = new Json(true);
        json.value(value);
        return json.out.toString();
    }

    /// A value that is JSON already, on one line, and goes in as it stands.
    public record Raw(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    private void value(Object value) {
        switch (unwrap(value)) {
            case Raw raw -> raw(raw.json());
            case None none -> out.append("null");
            case CharSequence text -> text(text.toString());
            case Double number -> number(number);
            case Float number -> number(number.doubleValue());
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth.booleanValue());
            case Enum<?> word -> text(word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case Map<?, ?> map -> map(map);
            case Collection<?> all -> list(all);
            case Record record -> record(record);
            case Object other -> text(other.toString());
        }
    }

    /// What [Printable] would escape can stand nowhere in it but inside a text, where an escape means the same.
    private void raw(String json) {
        json.codePoints().forEach(point -> {
            if (Printable.unsafe(point)) {
                escape(point);
            } else {
                out.appendCodePoint(point);
            }
        });
    }

    private void escape(int point) {
        for (char unit : Character.toChars(point)) {
            out.append("\\u").append(String.format("%04x", (int) unit));
        }
    }

    /// Stands for an absent value inside a list or map, which JSON writes as null.
    private enum None {
        NONE
    }

    private static Object unwrap(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? optional.get() : None.NONE;
            case OptionalInt optional -> optional.isPresent() ? (Object) optional.getAsInt() : None.NONE;
            case OptionalLong optional -> optional.isPresent() ? (Object) optional.getAsLong() : None.NONE;
            case OptionalDouble optional -> optional.isPresent() ? (Object) optional.getAsDouble() : None.NONE;
            default -> value;
        };
    }

    private void number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            out.append("null");
        } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.append((long) number).append(".0");
        } else {
            out.append(number);
        }
    }

    private void map(Map<?, ?> map) {
        open('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            member(first, String.valueOf(entry.getKey()), entry.getValue());
            first = false;
        }
        close('}', first);
    }

    private void record(Record record) {
        open('{');
        boolean first = true;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object part = RowType.read(component, record);
            if (unwrap(part) != None.NONE) {
                member(first, component.getName(), part);
                first = false;
            }
        }
        close('}', first);
    }

    private void list(Collection<?> all) {
        open('[');
        boolean first = true;
        for (Object one : all) {
            separate(first);
            value(one);
            first = false;
        }
        close(']', first);
    }

    private void member(boolean first, String key, Object value) {
        separate(first);
        text(key);
        out.append(indented ? ": " : ":");
        value(value);
    }

    private void open(char bracket) {
        out.append(bracket);
        depth++;
    }

    private void separate(boolean first) {
        if (!first) {
            out.append(',');
        }
        newline();
    }

    private void close(char bracket, boolean empty) {
        depth--;
        if (!empty) {
            newline();
        }
        out.append(bracket);
    }

    private void newline() {
        if (indented) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void text(String text) {
        out.append('"');
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            switch (point) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Printable.unsafe(point)) {
                        escape(point);
                    } else {
                        out.appendCodePoint(point);
                    }
                }
            }
            index += Character.charCount(point);
        }
        out.append('"');
    }
}
