package dev.didact.engine.internal.loop;

/// A better and a worse sample as the journal keeps them.
///
/// @param step id of the step that chose them
/// @param chosen number of the better one in the run
/// @param rejected number of the worse one in the run
record StoredPair(String step, long chosen, long rejected) {}
