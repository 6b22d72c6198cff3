package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

/// What the owner of a text wishes about its use, as found.
///
/// @param scheme where such wishes are written: `robots`, `aipref`, `tdmrep`, `rsl`, `ai-txt`, `contract`, `takedown`
/// @param use `train`, `input`, `index` or `search`
/// @param value what the owner wishes
/// @param location where it was read
public record Preference(String scheme, String use, Value value, String location) {
    public Preference {
        requireNonNull(scheme, "scheme");
        requireNonNull(use, "use");
        requireNonNull(value, "value");
        requireNonNull(location, "location");
    }

    /// What the owner wishes.
    public enum Value {
        /// The use is welcome.
        ALLOWED,
        /// The use is refused.
        DISALLOWED,
        /// Nothing was said, or nothing that could be understood.
        UNKNOWN
    }
}
