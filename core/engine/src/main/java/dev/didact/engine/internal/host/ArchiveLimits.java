package dev.didact.engine.internal.host;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What an archive may hold. Names are checked before a file is written, sizes while bytes are counted, because headers
/// lie.
final class ArchiveLimits {
    /// The largest archive, and the most that one may hold, in bytes.
    static final long MOST_BYTES = 200L << 20;

    /// The largest manifest or index, in bytes.
    static final int MOST_MANIFEST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_RATIO = 100;
    /// Below this, a high ratio is only a very regular small file.
    private static final long RATIO_COUNTS_FROM = 10L << 20;

    private final Set<String> names = new HashSet<>();
    private final Set<String> foldedNames = new HashSet<>();
    private long bytes;

    /// Notes one more entry.
    ///
    /// @throws BadArchiveException if an archive may not hold it
    void entry(String name) throws BadArchiveException {
        if (names.size() == MOST_ENTRIES) {
            throw new BadArchiveException(
                    "it holds more than " + MOST_ENTRIES + " files; build it again without what it does not need");
        }
        if (leavesItsFolder(name)) {
            throw new BadArchiveException("its entry '" + printable(name)
                    + "' points outside of the archive; do not use it, it may be an attack");
        }
        if (!names.add(name)) {
            throw new BadArchiveException("its entry '" + printable(name) + "' is there twice; build it again");
        }
        if (!foldedNames.add(name.toLowerCase(Locale.ROOT))) {
            throw new BadArchiveException(
                    "its entry '" + printable(name) + "' differs from another only in case; rename one");
        }
    }

    /// Notes that this many more bytes come out of the archive.
    ///
    /// @param packed size of the whole archive
    void inflated(long count, long packed) throws BadArchiveException {
        bytes += count;
        if (bytes > MOST_BYTES) {
            throw new BadArchiveException("it unpacks to more than " + (MOST_BYTES >> 20)
                    + " MB; build it again without what it does not need");
        }
        if (bytes > RATIO_COUNTS_FROM && bytes / Math.max(1, packed) > MOST_RATIO) {
            throw new BadArchiveException(
                    "it unpacks to more than " + MOST_RATIO + " times its size; do not use it, it may be an attack");
        }
    }

    private static boolean leavesItsFolder(String name) {
        if (name.isEmpty()
                || name.startsWith("/")
                || name.chars().anyMatch(c -> c == '\\' || c == ':' || c < 0x20 || c == 0x7f)) {
            return true;
        }
        for (String segment : name.split("/", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                return true;
            }
        }
        return name.contains("//");
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
