/// What the shell and the engine hold together: secrets, terminals, folders of strangers.
@NullMarked
package dev.didact.shell.guard;

import org.jspecify.annotations.NullMarked;
