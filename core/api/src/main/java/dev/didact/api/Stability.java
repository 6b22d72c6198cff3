package dev.didact.api;

/// How far an author may rely on a contribution staying as it is.
public enum Stability {
    /// Changes only with a new major version.
    STABLE,
    /// May change with any version.
    PREVIEW
}
