package dev.didact.engine.internal.host;

import com.github.zafarkhaja.semver.Version;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Versions and ranges of them, in the form of semver.org: `1.2.0`, `^0.1`, `>=25`.
final class Versions {
    /// The version of the API that this host offers.
    static final String API = "0.1.0";

    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Versions() {}

    /// Whether a version is in a range.
    static boolean in(String version, String range) {
        return KNOWN.computeIfAbsent(
                version + " in " + range, _ -> Version.parse(version, false).satisfies(range));
    }

    /// The version of the running Java.
    static String java() {
        return Runtime.version().feature() + ".0.0";
    }

    /// Which of two versions is newer.
    static int compare(String a, String b) {
        return Version.parse(a, false).compareTo(Version.parse(b, false));
    }

    /// Refuses what is no version.
    static void check(String version, String key) throws BadArchiveException {
        Optional<Version> parsed = Version.tryParse(version, false);
        if (parsed.isEmpty()) {
            throw new BadArchiveException(key + " '" + version + "' is no version; write three numbers, as in 1.2.0");
        }
    }

    /// Refuses what is no range.
    static void checkRange(String range, String key) throws BadArchiveException {
        try {
            in(API, range);
        } catch (RuntimeException e) {
            throw new BadArchiveException(
                    key + " '" + range + "' is no range of versions; write it as in ^1.2 or >=25", e);
        }
    }
}
