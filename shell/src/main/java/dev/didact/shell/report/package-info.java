/// The report of runs: one HTML file that needs nothing else, and its learning curve as a picture.
///
/// [Report] reads runs into [Page], a value that holds every text and coordinate; the templates in `src/main/jte` only
/// place them, and the build turns these into Java in this package. Everything that a template writes passes
/// [PageOutput], because the texts of models are hostile.
@NullMarked
package dev.didact.shell.report;

import org.jspecify.annotations.NullMarked;
