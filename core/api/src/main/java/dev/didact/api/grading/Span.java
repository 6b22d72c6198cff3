package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

/// A part of a text, with its words.
///
/// @param of which text: `response`, `prompt`, `reference`, or the id of a document
/// @param start first character
/// @param end first character behind it
/// @param quote the words, as they stand there
public record Span(String of, int start, int end, String quote) {
    /// The text of the sample that graders look at.
    public static final String RESPONSE = "response";

    public Span {
        requireNonNull(of, "of");
        requireNonNull(quote, "quote");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "a span runs from its start to its end, not from " + start + " to " + end);
        }
    }

    /// A part of the response.
    public static Span response(String response, int start, int end) {
        return new Span(RESPONSE, start, end, response.substring(start, end));
    }
}
