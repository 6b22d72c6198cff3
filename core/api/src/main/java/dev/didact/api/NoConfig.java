package dev.didact.api;

/// The configuration of a contribution that has nothing to configure.
public record NoConfig() {}
