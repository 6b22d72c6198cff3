package dev.didact.engine.internal.journal;

import java.nio.file.Path;

/// The torn end of an interrupted write, which was cut off when the journal was opened: the segment, the offset from
/// which it was cut, and how many bytes. None of it had been acknowledged.
public record DroppedTail(Path segment, long offset, long bytes) {}
