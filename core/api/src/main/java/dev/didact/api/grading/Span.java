package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Passage;
import java.util.List;

/// A part of a text, with its words. A criterion whose evidence quotes what does not stand there is ungraded.
///
/// @param of which text: `response`, `prompt`, `reference`, the name of a further input, or a passage as
///     [it is cited][Passage#reference()]
/// @param start first character in that text; for a passage not its place in the document
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

    /// A part of a source.
    ///
    /// @param start first character in the text of the passage, which is not its place in the document
    /// @param end first character behind it
    public static Span source(Passage passage, int start, int end) {
        return new Span(passage.reference(), start, end, passage.text().substring(start, end));
    }

    /// How a person finds it: the name of its text and its first character, `prompt at character 5`,
    /// counted from 0; or, in bytes of the document, the part of a passage, `notes/salt.md[134,150)`.
    ///
    /// @param passages those that it may be a part of
    public String cited(List<Passage> passages) {
        return passages.stream()
                .filter(passage ->
                        passage.reference().equals(of) && end <= passage.text().length())
                .findFirst()
                .map(passage -> passage.reference(start, end))
                .orElse(of + " at character " + start);
    }
}
