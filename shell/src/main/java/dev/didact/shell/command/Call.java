package dev.didact.shell.command;

import dev.didact.shell.language.Line;
import dev.didact.shell.output.Out;

/// One line that is being run.
///
/// @param line the bound line
/// @param session what outlives the line
/// @param out where this line writes
/// @param settings the global options that hold for this line
public record Call(Line line, Session session, Out out, Settings settings) {}
