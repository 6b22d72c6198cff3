package dev.didact.engine;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.core.io.JsonStringEncoder;

/// The secrets that plugins of this process were handed, so that whatever comes back from plugins, programs and
/// endpoints can be rid of them before it is read, written down or shown. Safe for use by many threads.
public final class KnownSecrets {
    private static final int SHORTEST = 8;
    private static final String MASK = "***";

    /// The longest first, so that a secret which begins with another one is masked to its end.
    private static final Set<String> VALUES = new ConcurrentSkipListSet<>(
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private KnownSecrets() {}

    /// Remembers a secret, also as JSON writes it. One of fewer than eight characters, as local endpoints are given, is
    /// no secret but a word of ordinary texts, and is not looked for.
    public static void add(String value) {
        if (value.length() >= SHORTEST) {
            String json = new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
            VALUES.add(value);
            VALUES.add(json);
            VALUES.add(inAscii(json));
        }
    }

    private static String inAscii(String json) {
        var ascii = new StringBuilder();
        json.chars().forEach(unit -> ascii.append(unit < 0x80 ? Character.toString(unit) : "\\u%04x".formatted(unit)));
        return ascii.toString();
    }

    /// Whether there are none.
    public static boolean isEmpty() {
        return VALUES.isEmpty();
    }

    /// The length of the longest one as it is looked for; 0 where there are none.
    public static int longest() {
        return VALUES.stream().mapToInt(String::length).max().orElse(0);
    }

    /// The text with `***` in place of every secret.
    public static String masked(String text) {
        String masked = text;
        for (String value : VALUES) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}
