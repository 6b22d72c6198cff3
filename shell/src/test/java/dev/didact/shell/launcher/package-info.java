/// Tests of the scripts that start Didact.
@NullMarked
package dev.didact.shell.launcher;

import org.jspecify.annotations.NullMarked;
