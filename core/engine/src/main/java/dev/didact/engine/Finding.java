package dev.didact.engine;

/// Something about a plugin that whoever uses it would rather know before.
///
/// @param severity how much it matters
/// @param area what it is about
/// @param message what was found, with the value
/// @param cure what its author can do, in one line
public record Finding(Severity severity, Area area, String message, String cure) {
    /// How much it matters.
    public enum Severity {
        /// The plugin does not work, or does what no plugin may.
        REFUSED,
        /// It works, and something about it may surprise.
        WARNING,
        /// Something could not be looked at.
        NOTE
    }

    /// What a finding is about.
    public enum Area {
        /// What is in the archive, and what its manifest says.
        PACKAGING,
        /// What its code needs that a plugin does not see.
        ISOLATION,
        /// What its code does and its manifest does not say.
        CAPABILITIES,
        /// How it is made, opened, closed and unloaded.
        LIFE,
        /// What it does when several use it, or somebody interrupts it.
        THREADS,
        /// What it asks models, and makes of their replies.
        STEPS,
        /// How it is configured.
        CONFIG,
        /// What becomes of the secrets that it is handed.
        SECRETS,
        /// Whether the same inputs give the same outcome.
        DETERMINISM,
        /// What a source owes.
        SOURCE,
        /// What a generator owes.
        GENERATOR,
        /// What a rubric owes.
        RUBRIC,
        /// What a model provider owes.
        MODEL,
        /// What a learner owes.
        LEARNER,
        /// What an exporter owes.
        EXPORTER
    }

    /// What does not work, or may not be.
    public static Finding refused(Area area, String message, String cure) {
        return new Finding(Severity.REFUSED, area, message, cure);
    }

    /// What may surprise.
    public static Finding warning(Area area, String message, String cure) {
        return new Finding(Severity.WARNING, area, message, cure);
    }

    /// What could not be looked at.
    public static Finding note(Area area, String message, String cure) {
        return new Finding(Severity.NOTE, area, message, cure);
    }
}
