package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import java.util.List;
import java.util.random.RandomGenerator;

/// Documents, texts and bytes made from a random seed, with a taste for what readers and writers stumble over.
public final class RandomDocuments {
    private static final Place PLACE = new Place("random", 1, 1, 1);
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "no",
            "null",
            "~",
            "true",
            "5",
            "-0",
            "007",
            "0x1f",
            "1e3",
            "1.",
            ".5",
            "5..9",
            "a: b",
            "a:",
            ": a",
            "#a",
            "a #b",
            "- a",
            "-",
            "---",
            "...",
            "? a",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "\\",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "a\nb",
            "\n",
            "a\n",
            "\ta",
            "a\t",
            "a\r\nb",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "é",
            "日本",
            "😀",
            "=",
            "<<",
            "http://localhost:8000/v1",
            "docs/**/*.md",
            "${a}",
            "2026-11-01",
            "1_000",
            "\u0007",
            "a  b",
            " a",
            "a ",
            "x".repeat(300));
    private static final List<String> PIECES = List.of(
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "\t",
            "{",
            "}",
            "[",
            "]",
            ", ",
            ": ",
            "'",
            "\"",
            "#",
            "&x ",
            "*x",
            "!!str ",
            "|\n",
            ">\n",
            "---\n",
            "...\n",
            "? ",
            "5",
            "%YAML 1.2\n",
            "\\u00e9",
            "\u0000",
            "é",
            "😀",
            "<<: *x",
            "~",
            "\r",
            "\ufeff",
            "didact: recipe/1\n");

    private RandomDocuments() {}

    static String text(RandomGenerator random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(4) == 0 ? text + TEXTS.get(random.nextInt(TEXTS.size())) : text;
    }

    /// A tree of at most the given number of levels.
    static Node tree(RandomGenerator random, int levels) {
        int kind = random.nextInt(levels > 1 ? 6 : 3);
        if (kind < 2) {
            return Node.Scalar.text(text(random), PLACE);
        }
        if (kind == 2) {
            List<String> plain = List.of("5", "-3", "0.25", "1e-7", "true", "null", "9007199254740993");
            return new Node.Scalar(PLACE, plain.get(random.nextInt(plain.size())), false);
        }
        if (kind == 3) {
            Node.Sequence list = new Node.Sequence(PLACE, List.of());
            for (int i = random.nextInt(4); i > 0; i--) {
                list = list.and(tree(random, levels - 1));
            }
            return list;
        }
        Node.Mapping mapping = Node.Mapping.empty(PLACE);
        for (int i = random.nextInt(5); i > 0; i--) {
            String key = text(random);
            if (!key.isEmpty() && key.length() <= 128) {
                mapping = mapping.with(key, tree(random, levels - 1), PLACE);
            }
        }
        return mapping;
    }

    static byte[] bytes(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Text put together of pieces that mean something in YAML.
    static String yamlLike(RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /// The same text with a few small accidents.
    public static String damaged(String text, RandomGenerator random) {
        var damaged = new StringBuilder(text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(8)));
                case 1 -> damaged.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 ->
                    damaged.insert(at, damaged.substring(at, Math.min(damaged.length(), at + random.nextInt(30))));
                case 3 -> damaged.setCharAt(at, (char) (' ' + random.nextInt(95)));
                default -> throw new IllegalStateException();
            }
            damaged.append(' ');
        }
        return damaged.toString();
    }
}
