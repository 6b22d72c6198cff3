/// Texts of people as a source: files, cited by byte, with the licence that stands beside them.
///
/// [TextSource] opens a pass, [TextReader] goes over the files, [TextFile] reads one and refuses what is no text.
@NullMarked
package dev.didact.sources.text;

import org.jspecify.annotations.NullMarked;
