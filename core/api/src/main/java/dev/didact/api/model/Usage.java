package dev.didact.api.model;

/// What a call used.
///
/// @param in tokens read
/// @param out tokens written
/// @param cached those of the tokens read that came out of a cache of the endpoint, which are often cheaper
public record Usage(long in, long out, long cached) {
    /// Nothing, or unknown.
    public static final Usage NONE = new Usage(0, 0);

    /// Tokens none of which are known to come out of a cache.
    public Usage(long in, long out) {
        this(in, out, 0);
    }

    /// Both together.
    public Usage plus(Usage other) {
        return new Usage(in + other.in, out + other.out, cached + other.cached);
    }
}
