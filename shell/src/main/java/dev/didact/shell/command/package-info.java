/// The verbs of the shell, one class each, and the session they share.
///
/// A [Command] states its specification and runs a bound line; [Commands] finds it by its verb and loads no other.
/// Commands are thin: what they do is done by the engine, what they show goes through
/// [Out][dev.didact.shell.output.Out].
@NullMarked
package dev.didact.shell.command;

import org.jspecify.annotations.NullMarked;
