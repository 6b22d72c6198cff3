/// What leaves the shell: rows of a known record type, single documents, events and errors, in the format that was
/// asked for.
///
/// [Out] is the one way to standard output and standard error. Every text that came from data passes [Printable], so
/// that nothing a model wrote can drive the terminal it is shown on.
@NullMarked
package dev.didact.shell.output;

import org.jspecify.annotations.NullMarked;
