package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fields of an answer that has the [Shape] that was asked for.
///
/// @param values each field as text: a number in decimal digits, a flag as `true` or `false`, a list as its elements
public record Fields(Map<String, List<String>> values) {
    public Fields {
        requireNonNull(values, "values");
        var copy = new TreeMap<String, List<String>>();
        values.forEach((name, value) -> copy.put(name, List.copyOf(value)));
        values = Collections.unmodifiableMap(copy);
    }

    /// A field of text, number or flag.
    public String text(String name) {
        return texts(name).getFirst();
    }

    /// A field of a number.
    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    /// A field of true or false.
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /// A field of texts.
    ///
    /// @throws IllegalArgumentException if the shape has no such field
    public List<String> texts(String name) {
        List<String> value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no field '" + name + "' in the answer, only " + values.keySet());
        }
        return value;
    }
}
