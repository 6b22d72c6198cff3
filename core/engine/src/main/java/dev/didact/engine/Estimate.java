package dev.didact.engine;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a run is expected to take, said before it.
///
/// @param tokens tokens read and written; empty where nothing was seen and nothing is paid
/// @param cost what they cost; nothing at all is exact, and empty where that of a model is unknown
/// @param seconds how long it takes; empty where nobody knows
/// @param basis what it comes from: `run 3`, `the 5 items of the preview`, or that it is a guess; empty where there is
///     nothing to say
public record Estimate(OptionalLong tokens, Optional<Money> cost, OptionalDouble seconds, String basis) {}
