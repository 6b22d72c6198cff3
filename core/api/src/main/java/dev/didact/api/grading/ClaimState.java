package dev.didact.api.grading;

/// How a claim stands against the evidence.
public enum ClaimState {
    /// The evidence says so.
    SUPPORTED,
    /// The evidence says otherwise.
    CONTRADICTED,
    /// The evidence does not say so.
    UNSUPPORTED,
    /// The method cannot tell.
    UNDECIDED
}
