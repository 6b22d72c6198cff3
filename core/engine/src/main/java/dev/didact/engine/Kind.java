package dev.didact.engine;

import java.util.Locale;

/// The six kinds of contribution.
public enum Kind {
    /// Yields items.
    SOURCE,
    /// Makes samples.
    GENERATOR,
    /// Answers criteria.
    RUBRIC,
    /// Opens models.
    MODEL,
    /// Updates a student.
    LEARNER,
    /// Writes decided samples.
    EXPORTER;

    /// As one calls one of them: `source`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As manifests, verbs and lists call them: `sources`.
    public String plural() {
        return word() + "s";
    }
}
