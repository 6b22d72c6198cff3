package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

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
}
