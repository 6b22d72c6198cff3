package dev.didact.shell.output;

import java.util.Locale;
import java.util.Optional;

/// How results are written.
public enum Format {
    TABLE("aligned columns with headings, for people"),
    PLAIN("one row a line, a tab between columns, no headings"),
    JSON("one JSON document"),
    JSONL("one JSON document a line"),
    CSV("comma-separated values with headings");

    private final String doc;

    Format(String doc) {
        this.doc = doc;
    }

    public String doc() {
        return doc;
    }

    /// The word after `-o`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True where a program reads the result, and errors are written for it too.
    public boolean machine() {
        return this == JSON || this == JSONL;
    }

    /// The format of a word.
    public static Optional<Format> of(String word) {
        for (Format format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
