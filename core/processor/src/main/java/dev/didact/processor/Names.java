package dev.didact.processor;

import java.util.Locale;

/// Names of Java as they are written in recipes.
final class Names {
    private Names() {}

    /// `perItem` as `per-item`, `baseURL` as `base-url`.
    static String kebab(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    /// `VERY_PLAIN` as `very-plain`.
    static String kebabConstant(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
