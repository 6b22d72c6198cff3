package dev.didact.shell.language;

/// Writes words back as the language reads them.
public final class Quote {
    private Quote() {}

    /// The word, quoted only where it must be. For `key=value` and `--option=value` only the value is quoted.
    public static String word(String text) {
        int head = headLength(text);
        return text.substring(0, head) + value(text.substring(head));
    }

    /// How many leading characters of [#word] are written without a quote.
    static int bareLength(String text) {
        int head = headLength(text);
        return needsQuotes(text.substring(head)) ? head : text.length();
    }

    private static int headLength(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            return 0;
        }
        for (int index = 0; index < equals; index++) {
            char c = text.charAt(index);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '@') {
                return 0;
            }
        }
        return equals + 1;
    }

    private static String value(String text) {
        if (!needsQuotes(text)) {
            return text;
        }
        boolean plain = text.chars().noneMatch(Character::isISOControl);
        if (plain) {
            return "'" + text.replace("'", "''") + "'";
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty()) {
            return true;
        }
        char first = text.charAt(0);
        if (first == '\'' || first == '"' || first == '[' || first == '{' || first == '#' || text.equals("\\")) {
            return true;
        }
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (Lexer.isSpace(c) || c == ';' || Character.isISOControl(c)) {
                return true;
            }
            if (c == '=' && index + 1 < text.length() && "'\"[{".indexOf(text.charAt(index + 1)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
