package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/// One cited span of a document, with the facts about its origin.
///
/// @param document id of the document
/// @param start first byte of the span in the document
/// @param end first byte behind the span
/// @param text the span's text
/// @param origin where the document comes from
public record Passage(String document, long start, long end, String text, Origin origin) {
    public Passage {
        requireNonNull(document, "document");
        requireNonNull(text, "text");
        requireNonNull(origin, "origin");
    }

    /// How the passage is cited: `notes/salt.md[120,380)`.
    public String reference() {
        return document + "[" + start + "," + end + ")";
    }

    /// How a part of the passage is cited: in bytes of the document like the whole, or, where the text is not the bytes
    /// of the document as they are, by the whole and the character in it, counted from 0: `notes/salt.md[120,380) at
    /// character 14`.
    ///
    /// @param from first character of the part in the text of the passage
    /// @param to first character behind it
    public String reference(int from, int to) {
        if (bytes(text) != end - start) {
            return reference() + " at character " + from;
        }
        long first = start + bytes(text.substring(0, from));
        return document + "[" + first + "," + (first + bytes(text.substring(from, to))) + ")";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
