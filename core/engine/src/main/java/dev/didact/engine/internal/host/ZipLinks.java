package dev.didact.engine.internal.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The symbolic links of a zip. Java hands them out as ordinary files that hold the name of another, so what is a link
/// is read from the central directory: of an entry made on Unix, the upper half of the external attributes is the mode
/// of the file (APPNOTE.TXT 4.3.12 and 4.4.15).
///
/// What no archive within [ArchiveLimits] needs, a directory that takes 64 bits to describe, is not followed.
final class ZipLinks {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int UNIX = 3;
    private static final int KIND_OF_FILE = 0xf000;
    private static final int LINK = 0xa000;

    private ZipLinks() {}

    /// The name of the first entry that is a link.
    ///
    /// @param zip one that Java could open
    static Optional<String> first(Path zip) throws IOException {
        try (var file = new RandomAccessFile(zip.toFile(), "r")) {
            long length = file.length();
            ByteBuffer tail = read(file, Math.max(0, length - END_BYTES - LONGEST_COMMENT), length);
            for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
                boolean end = tail.getInt(at) == END
                        && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit();
                long directory = Integer.toUnsignedLong(end ? tail.getInt(at + 12) : 0);
                long until = length - tail.limit() + at;
                if (end && directory <= until) {
                    return first(read(file, until - directory, until));
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<String> first(ByteBuffer directory) {
        int at = 0;
        while (at + ENTRY_BYTES <= directory.limit() && directory.getInt(at) == ENTRY) {
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            boolean unix = directory.get(at + 5) == UNIX;
            int mode = Short.toUnsignedInt(directory.getShort(at + 40));
            if (unix && (mode & KIND_OF_FILE) == LINK && at + ENTRY_BYTES + name <= directory.limit()) {
                return Optional.of(StandardCharsets.UTF_8
                        .decode(directory.slice(at + ENTRY_BYTES, name))
                        .toString());
            }
            at += ENTRY_BYTES
                    + name
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
        return Optional.empty();
    }

    private static ByteBuffer read(RandomAccessFile file, long from, long to) throws IOException {
        var bytes = new byte[Math.toIntExact(to - from)];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
