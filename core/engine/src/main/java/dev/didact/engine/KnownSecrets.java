package dev.didact.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The secrets that plugins of this process were handed, so that whoever writes down what plugins say can leave them
/// out. Safe for use by many threads.
public final class KnownSecrets {
    private static final int SHORTEST = 4;
    private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();

    private KnownSecrets() {}

    /// Remembers a secret. One of fewer than four characters hides nothing, and is not looked for.
    public static void add(String value) {
        if (value.length() >= SHORTEST) {
            VALUES.add(value);
        }
    }

    /// The text with `***` in place of every secret.
    public static String masked(String text) {
        String masked = text;
        for (String value : VALUES) {
            masked = masked.replace(value, "***");
        }
        return masked;
    }
}
