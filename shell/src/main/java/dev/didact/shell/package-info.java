/// The `didact` program: one language for the prompt, for `-c`, for script files, for standard input and for the words
/// of a command line.
///
/// Start reading at [Main]. [language][dev.didact.shell.language] knows lines and errors,
/// [command][dev.didact.shell.command] the verbs, [output][dev.didact.shell.output] what is printed, and
/// [screen][dev.didact.shell.screen] the prompt. Only the last loads a terminal library.
@NullMarked
package dev.didact.shell;

import org.jspecify.annotations.NullMarked;
