package dev.didact.shell.language;

/// One target position of a verb.
///
/// @param name how help calls it
/// @param type what may stand there
/// @param count how often
/// @param doc what it means, in a few words
public record TargetSpec(String name, ValueType type, Count count, String doc) {

    /// How many words a target position takes. Only the last position may take several.
    public enum Count {
        ONE,
        OPTIONAL,
        SEVERAL,
        ANY;

        /// True where at least one word must be there.
        public boolean required() {
            return this == ONE || this == SEVERAL;
        }

        /// True where more than one word may be there.
        public boolean many() {
            return this == SEVERAL || this == ANY;
        }
    }

    /// `RUN`, `[RUN]`, `RUN…` or `[RUN…]`.
    String usage() {
        return switch (count) {
            case ONE -> name;
            case OPTIONAL -> "[" + name + "]";
            case SEVERAL -> name + "…";
            case ANY -> "[" + name + "…]";
        };
    }
}
