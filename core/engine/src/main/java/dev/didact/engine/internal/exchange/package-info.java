/// What is said between a run and the endpoints of its models, as it was said.
///
/// The HTTP of a model is a [Wire]: what passes over it is kept with the call that it belongs to ([Asking]), so that
/// the journal has each raw answer, and a cassette, which is those answers in a file of their own, can stand in for the
/// network.
@NullMarked
package dev.didact.engine.internal.exchange;

import org.jspecify.annotations.NullMarked;
