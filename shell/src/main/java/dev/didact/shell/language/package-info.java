/// The one language of the shell: lines of *verb, targets, `key=value` parameters, `--options`*.
///
/// A [SourceText] is cut by the [Lexer] into statements of [Token]s that remember where they stood. The [Parser] binds
/// a statement to the [CommandSpec] of its verb and gives a [Line]; everything that can be wrong is a [ShellError] that
/// points at a span. The [Completer] answers from the same specifications, so whatever it offers also parses.
/// Nothing here knows a terminal, a plugin or a file format.
@NullMarked
package dev.didact.shell.language;

import org.jspecify.annotations.NullMarked;
