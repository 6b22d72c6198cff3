/// The prompt: the only place that knows a terminal library.
///
/// [Prompt] reads lines and runs them; [Screen] is the one writer to the terminal, so that a run that goes on can
/// print above a line that is being typed. The other types adapt the pure language to the line editor.
@NullMarked
package dev.didact.shell.screen;

import org.jspecify.annotations.NullMarked;
