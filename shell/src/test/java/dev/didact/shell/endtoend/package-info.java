/// Whole runs through the distribution that was just packed, as a person would start them.
@NullMarked
package dev.didact.shell.endtoend;

import org.jspecify.annotations.NullMarked;
