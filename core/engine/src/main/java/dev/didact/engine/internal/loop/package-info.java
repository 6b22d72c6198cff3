/// The loop: draw, generate, grade, decide, learn, measure; once is a round, and rounds under a recipe are a run.
///
/// Calls and grades come about in any order and on many threads. What depends on order (numbers, novelty, the N-th
/// accepted sample, verdicts) is decided by one thread in the order in which the items were drawn, so the data of a run
/// do not depend on timing.
///
/// A run writes down two kinds of things: answers of models, each under its identity, and everything that follows from
/// them, in order. Going on after a crash and replaying are therefore the same act: derive everything again, take each
/// answer from where it was kept, and hold what comes out against what was written.
@NullMarked
package dev.didact.engine.internal.loop;

import org.jspecify.annotations.NullMarked;
