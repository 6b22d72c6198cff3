/// Texts of people as a source: files, cut into passages that are cited by byte, with the licence that stands beside
/// them.
///
/// [TextSource] opens a pass. [FileFinder] says which files and in which order, [TextFile] reads one and refuses what
/// is no text, [Cutter] cuts it at the borders of paragraphs and sentences, and [LicenceFinder] looks for licence,
/// creators and wishes where people write them: `source.yaml`, REUSE headers, front matter, a `LICENSE` file.
@NullMarked
package dev.didact.sources.text;

import org.jspecify.annotations.NullMarked;
