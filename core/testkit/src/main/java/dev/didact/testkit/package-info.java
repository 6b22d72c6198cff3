/// What the tests of a plugin stand on: a [FakeContext], a [ScriptedModel] that [Steps] are run with, ready-made
/// [Decided] samples, and for every kind of contribution a contract that its tests extend ([SourceContract],
/// [GeneratorContract], [RubricContract], [ExporterContract]).
///
/// A contract says what holds for every contribution of a kind, whatever it does: the same inputs give the same
/// outcome, a failed reply is never a sample, a quote stands where it is said to stand.
@NullMarked
package dev.didact.testkit;

import org.jspecify.annotations.NullMarked;
