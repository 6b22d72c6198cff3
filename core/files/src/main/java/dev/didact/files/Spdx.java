package dev.didact.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SPDX licence expressions: which texts are one, and which licence a whole licence text is.
public final class Spdx {
    private static final Pattern ID = Pattern.compile("(DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9][A-Za-z0-9.-]*\\+?");

    /// Phrases that a licence text must hold, all of them, to be that licence.
    private static final Map<String, List<String>> PHRASES = Map.ofEntries(
            Map.entry(
                    "Apache-2.0",
                    List.of("apache license version 2.0, january 2004", "terms and conditions for use, reproduction")),
            Map.entry(
                    "MIT",
                    List.of(
                            "permission is hereby granted, free of charge, to any person obtaining a copy",
                            "the above copyright notice and this permission notice shall be included in all copies",
                            "the software is provided \"as is\"")),
            Map.entry("CC0-1.0", List.of("cc0 1.0 universal", "statement of purpose", "public license fallback")),
            creativeCommons("CC-BY-4.0", "attribution"),
            creativeCommons("CC-BY-SA-4.0", "attribution-sharealike"),
            creativeCommons("CC-BY-NC-4.0", "attribution-noncommercial"),
            creativeCommons("CC-BY-ND-4.0", "attribution-noderivatives"),
            creativeCommons("CC-BY-NC-SA-4.0", "attribution-noncommercial-sharealike"),
            creativeCommons("CC-BY-NC-ND-4.0", "attribution-noncommercial-noderivatives"));

    private Spdx() {}

    private static Map.Entry<String, List<String>> creativeCommons(String id, String words) {
        return Map.entry(
                id,
                List.of(
                        "creative commons " + words + " 4.0 international public license",
                        "section 8 – interpretation"));
    }

    /// Whether a text is an expression: ids with `AND`, `OR`, `WITH` and parentheses. Ids that nobody knows are
    /// allowed.
    public static boolean isExpression(String text) {
        Deque<String> tokens = new ArrayDeque<>(
                List.of(text.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+")));
        return alternatives(tokens, 0) && tokens.isEmpty();
    }

    private static boolean alternatives(Deque<String> tokens, int depth) {
        boolean valid = depth < 50 && one(tokens, depth);
        while (valid && ("AND".equals(tokens.peek()) || "OR".equals(tokens.peek()))) {
            tokens.remove();
            valid = one(tokens, depth);
        }
        return valid;
    }

    private static boolean one(Deque<String> tokens, int depth) {
        if ("(".equals(tokens.peek())) {
            tokens.remove();
            return alternatives(tokens, depth + 1) && ")".equals(tokens.poll());
        }
        if (!id(tokens.poll())) {
            return false;
        }
        if ("WITH".equals(tokens.peek())) {
            tokens.remove();
            return id(tokens.poll());
        }
        return true;
    }

    private static boolean id(@Nullable String token) {
        return token != null && ID.matcher(token).matches() && !token.matches("AND|OR|WITH");
    }

    /// The licence whose text this is; nothing unless that is certain.
    public static Optional<String> ofLicenceText(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace('“', '"')
                .replace('”', '"')
                .replaceAll("section 8 [-–—]+ interpretation", "section 8 – interpretation")
                .replaceAll("\\s+", " ");
        List<String> fitting = PHRASES.entrySet().stream()
                .filter(licence -> licence.getValue().stream().allMatch(plain::contains))
                .map(Map.Entry::getKey)
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
