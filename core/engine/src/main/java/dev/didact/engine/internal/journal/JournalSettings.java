package dev.didact.engine.internal.journal;

import java.time.InstantSource;
import java.util.Set;

/// How a journal is written.
///
/// @param io through which file operations
/// @param clock with which clock for the times that people read
/// @param segmentBytes in segments of which size in bytes; a segment ends with the first batch that reaches it
/// @param marked which kinds of events are found again without reading the others, see [Journal#marked]
public record JournalSettings(JournalIo io, InstantSource clock, long segmentBytes, Set<String> marked) {

    private static final long SEGMENT_BYTES = 16L << 20;
    private static final long LARGEST_SEGMENT = 1L << 30;

    public JournalSettings {
        if (segmentBytes < 1 || segmentBytes > LARGEST_SEGMENT) {
            throw new IllegalArgumentException(
                    "a segment has between 1 and " + LARGEST_SEGMENT + " bytes, not " + segmentBytes);
        }
    }

    /// Segments of 16 MB.
    public static JournalSettings standard(JournalIo io, InstantSource clock, Set<String> marked) {
        return new JournalSettings(io, clock, SEGMENT_BYTES, marked);
    }
}
