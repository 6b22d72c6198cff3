/// Texts of people as a source: files, cut into passages that are cited by byte, with the licence that stands beside
/// them.
///
/// [TextSource] opens a pass, [TextReader] goes over the files, [TextFile] reads one and refuses what is no text, and
/// [Cutter] cuts it at the borders of paragraphs and sentences.
@NullMarked
package dev.didact.sources.text;

import org.jspecify.annotations.NullMarked;
