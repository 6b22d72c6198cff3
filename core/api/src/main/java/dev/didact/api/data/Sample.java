package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One candidate record: what was asked and what was written in answer. This pair is what a student learns from an
/// accepted sample.
///
/// @param prompt what was asked
/// @param response what the model wrote
/// @param text how the response reads to a person, where the model writes a notation; empty where the response is for
///     people already
/// @param columns further named texts, in the order of their names
public record Sample(String prompt, String response, Optional<String> text, Map<String, String> columns) {
    public Sample {
        requireNonNull(prompt, "prompt");
        requireNonNull(response, "response");
        requireNonNull(text, "text");
        requireNonNull(columns, "columns");
        columns.values().forEach(column -> requireNonNull(column, "columns"));
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /// A sample whose response is for people already.
    public static Sample of(String prompt, String response) {
        return new Sample(prompt, response, Optional.empty(), Map.of());
    }

    /// The same sample as it reads to a person.
    public Sample reading(String text) {
        return new Sample(prompt, response, Optional.of(text), columns);
    }

    /// The same sample with further named texts.
    public Sample withColumns(Map<String, String> columns) {
        return new Sample(prompt, response, text, columns);
    }

    /// What to show to a person.
    public String shown() {
        return text.orElse(response);
    }
}
