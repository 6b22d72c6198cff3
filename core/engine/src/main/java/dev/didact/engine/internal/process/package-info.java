/// The process lane: a rubric or learner that is a program of any language, spoken to in JSON lines. The protocol is on
/// one page, `core/docs/process-lane.md`.
///
/// [ExecRubric] and [ExecLearner] are contributions like those of any plugin; they come with the engine, under the id
/// `dev.didact.exec`.
@NullMarked
package dev.didact.engine.internal.process;

import org.jspecify.annotations.NullMarked;
