/// Texts of people as a source: files, cited by byte, with the licence that stands beside them.
///
/// [TextSource] opens a pass, [TextReader] goes over the files, [TextFile] reads one and refuses what is no text, and
/// [Page] takes the text out of HTML.
@NullMarked
package dev.didact.sources.text;

import org.jspecify.annotations.NullMarked;
