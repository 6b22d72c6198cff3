package dev.didact.engine.internal.journal;

import java.time.InstantSource;

/// How a journal is written: through which file operations, with which clock for the times that people read, and in
/// segments of which size in bytes (a segment ends with the first batch that reaches it).
public record JournalSettings(JournalIo io, InstantSource clock, long segmentBytes) {

    private static final long SEGMENT_BYTES = 64L << 20;
    private static final long LARGEST_SEGMENT = 1L << 30;

    public JournalSettings {
        if (segmentBytes < 1 || segmentBytes > LARGEST_SEGMENT) {
            throw new IllegalArgumentException(
                    "a segment has between 1 and " + LARGEST_SEGMENT + " bytes, not " + segmentBytes);
        }
    }

    /// The real file system and segments of 64 MB.
    public static JournalSettings standard(InstantSource clock) {
        return new JournalSettings(JournalIo.files(), clock, SEGMENT_BYTES);
    }
}
