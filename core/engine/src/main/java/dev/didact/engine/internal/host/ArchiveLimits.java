package dev.didact.engine.internal.host;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What an archive may hold. Names are checked before a file is written, sizes while bytes are counted, because headers
/// lie.
final class ArchiveLimits {
    /// The largest archive, and the most that one may hold, in bytes.
    static final long MOST_BYTES = 200L << 20;

    /// The largest manifest or index, in bytes.
    static final int MOST_MANIFEST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_RATIO = 100;
    /// In bytes; most file systems take 255 for one folder or file, and 4,096 for a whole path.
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_PATH = 2_000;
    /// Below this, a high ratio is only a very regular small file.
    private static final long RATIO_COUNTS_FROM = 10L << 20;

    private final Set<String> names = new HashSet<>();
    private final Set<String> foldedNames = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private long bytes;

    /// Notes one more entry.
    ///
    /// @throws BadArchiveException if an archive may not hold it
    void entry(String name) throws BadArchiveException {
        if (names.size() == MOST_ENTRIES) {
            throw new BadArchiveException(
                    "it holds more than " + MOST_ENTRIES + " files; build it again without what it does not need");
        }
        if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new BadArchiveException(
                    "the name of its entry '" + printable(name) + "' has control characters; build it again");
        }
        if (Stream.of(name.split("/", -1)).anyMatch(segment -> bytes(segment) > LONGEST_NAME)) {
            throw new BadArchiveException("the name of its entry '" + beginning(name) + "' is longer than "
                    + LONGEST_NAME + " bytes; build it again with shorter ones");
        }
        if (bytes(name) > LONGEST_PATH) {
            throw new BadArchiveException(
                    "its entry '" + beginning(name) + "' lies in folders whose names are longer than " + LONGEST_PATH
                            + " bytes; build it again with shorter ones");
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
        if (isFileAndFolder(name)) {
            throw new BadArchiveException(
                    "its entry '" + printable(name) + "' is a file, and a folder of another entry; build it again");
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

    private boolean isFileAndFolder(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (names.contains(name.substring(0, slash))) {
                return true;
            }
            folders.add(name.substring(0, slash));
        }
        return folders.contains(name);
    }

    private static boolean leavesItsFolder(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.chars().anyMatch(c -> c == '\\' || c == ':')) {
            return true;
        }
        for (String segment : name.split("/", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                return true;
            }
        }
        return name.contains("//");
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String beginning(String name) {
        return name.substring(0, name.offsetByCodePoints(0, Math.min(40, name.codePointCount(0, name.length())))) + "…";
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
