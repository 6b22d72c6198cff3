/// The shell: the command line, the prompt and the launcher's entry.
@NullMarked
package dev.didact.shell;

import org.jspecify.annotations.NullMarked;
