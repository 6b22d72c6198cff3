package dev.didact.api.model;

/// What a call used.
///
/// @param in tokens read
/// @param out tokens written
public record Usage(long in, long out) {
    /// Nothing, or unknown.
    public static final Usage NONE = new Usage(0, 0);

    /// Both together.
    public Usage plus(Usage other) {
        return new Usage(in + other.in, out + other.out);
    }
}
