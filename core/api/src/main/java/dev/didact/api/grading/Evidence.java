package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Why a criterion says what it says: the part of the sample, the part of the source, and the reason in words.
///
/// @param inSample the part of the sample that is spoken of; empty where something is missing
/// @param inSource the part of the source that it is held against
/// @param claim how the claim stands, where the part of the sample is a claim
/// @param rationale the reason, in words
public record Evidence(Optional<Span> inSample, Optional<Span> inSource, Optional<ClaimState> claim, String rationale) {
    public Evidence {
        requireNonNull(inSample, "inSample");
        requireNonNull(inSource, "inSource");
        requireNonNull(claim, "claim");
        requireNonNull(rationale, "rationale");
    }

    /// A quote from the sample and what it shows.
    public static Evidence quote(Span inSample, String rationale) {
        return new Evidence(Optional.of(inSample), Optional.empty(), Optional.empty(), rationale);
    }

    /// A claim in the sample, held against the source.
    public static Evidence claim(Span inSample, Optional<Span> inSource, ClaimState state, String rationale) {
        return new Evidence(Optional.of(inSample), inSource, Optional.of(state), rationale);
    }

    /// Something that stands in the source and is missing in the sample.
    public static Evidence missing(Span inSource, String rationale) {
        return new Evidence(Optional.empty(), Optional.of(inSource), Optional.empty(), rationale);
    }

    /// A reason without a quote.
    public static Evidence because(String rationale) {
        return new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), rationale);
    }
}
