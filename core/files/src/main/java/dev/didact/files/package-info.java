/// What sources of files have in common: [FileFinder] says which files a path means and in which order, and
/// [LicenceFinder] looks for licence, creators and wishes where people write them: `source.yaml`, REUSE headers, front
/// matter, a `LICENSE` file.
///
/// A plugin carries its own copy of this library; it is no part of what plugins are called by.
@NullMarked
package dev.didact.files;

import org.jspecify.annotations.NullMarked;
