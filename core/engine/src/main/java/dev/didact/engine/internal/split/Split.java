package dev.didact.engine.internal.split;

import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How documents are cut into passages.
///
/// @param headings no passage goes on behind a heading of this level or above; 0 to heed none
/// @param unit what a passage is measured in
/// @param atMost how much a passage holds at most
/// @param overlap how much at most it repeats from the end of the one before
public record Split(int headings, Unit unit, int atMost, int overlap) {
    /// What a passage is measured in.
    public enum Unit {
        /// What stands between white space, or one character of a script that writes without spaces.
        WORDS,
        /// Unicode code points, white space within the passage among them.
        CHARACTERS,
        /// As Unicode's rules for all languages find them.
        SENTENCES,
        /// What stands between empty lines.
        PARAGRAPHS;

        /// Its key in a recipe.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Each section as one passage.
    public static Split atHeadings(int level) {
        return new Split(level, Unit.PARAGRAPHS, Integer.MAX_VALUE, 0);
    }

    /// What the passages depend on, beside the documents.
    public ObjectNode identity() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("headings", headings)
                .put("unit", unit.key())
                .put("at-most", atMost)
                .put("overlap", overlap);
    }
}
