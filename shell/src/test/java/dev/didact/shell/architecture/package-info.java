/// The rules that hold between the modules.
@NullMarked
package dev.didact.shell.architecture;

import org.jspecify.annotations.NullMarked;
