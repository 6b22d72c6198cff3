/// The process lane: contributions that are programs of any language, spoken to in JSON lines. The protocol is on one
/// page, `core/docs/process-lane.md`.
///
/// A [Conversation] asks a program one thing after the other, a [ProgramJob] runs one to its end. The six contributions
/// [ExecSource], [ExecGenerator], [ExecRubric], [ExecModel], [ExecLearner] and [ExecExporter] are like those of any
/// plugin; they come with the engine, under the id `dev.didact.exec`.
@Capabilities(processes = true, reason = "starts the program that the recipe names")
@NullMarked
package dev.didact.engine.internal.process;

import dev.didact.api.Capabilities;
import org.jspecify.annotations.NullMarked;
