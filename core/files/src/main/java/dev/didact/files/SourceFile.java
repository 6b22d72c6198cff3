package dev.didact.files;

import java.nio.file.Path;

/// A file of a source.
///
/// @param path where it lies
/// @param name how it is cited
public record SourceFile(Path path, String name) {}
