package dev.didact.engine;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.io.JsonStringEncoder;

/// The secrets that plugins of this process were handed, so that whatever comes back from plugins, programs and
/// endpoints can be rid of them before it is read, written down or shown. Safe for use by many threads.
public final class KnownSecrets {
    private static final int SHORTEST = 4;
    private static final String MASK = "***";
    private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();

    private KnownSecrets() {}

    /// Remembers a secret, also as JSON writes it. One of fewer than four characters hides nothing, and is not looked
    /// for.
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

    /// The text with `***` in place of every secret.
    public static String masked(String text) {
        String masked = text;
        for (String value : VALUES) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /// UTF-8 text, or any other bytes, with `***` in place of every secret.
    public static byte[] masked(byte[] bytes) {
        if (VALUES.isEmpty()) {
            return bytes;
        }
        // One character a byte, so that bytes which are no text stay as they are.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String masked = text;
        for (String value : VALUES) {
            String written = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            masked = masked.replace(written, MASK);
        }
        return masked.equals(text) ? bytes : masked.getBytes(StandardCharsets.ISO_8859_1);
    }
}
