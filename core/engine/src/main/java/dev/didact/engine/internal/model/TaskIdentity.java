package dev.didact.engine.internal.model;

/// Names what calls are made for.
///
/// @param hash hash over all that its result depends on; a kept answer is found again by it
/// @param randomSeed fixes what is drawn for it. It comes from the run's random seed and the place in the run alone, so
///     that neither another build of a plugin nor another checkpoint changes what chance does
/// @param step what people know it by: id of the step or of the rubric
public record TaskIdentity(String hash, long randomSeed, String step) {}
