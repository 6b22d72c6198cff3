package dev.didact.shell.output;

/// The one choke point for text that is shown: whatever could drive a terminal or reorder what is read is written as
/// an escape that can be seen. Text written by models is hostile input.
public final class Printable {
    private Printable() {}

    /// The text on one line, with control characters (line ends too), bidirectional controls, invisible tags and
    /// lone surrogates written as an escape of four hexadecimal digits; a line end and a tab as `\n` and `\t`.
    public static String of(String text) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        int index = first;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (unsafe(point)) {
                escape(shown, point);
            } else {
                shown.appendCodePoint(point);
            }
            index += Character.charCount(point);
        }
        return shown.toString();
    }

    private static int firstUnsafe(String text) {
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (unsafe(point)) {
                return index;
            }
            index += Character.charCount(point);
        }
        return -1;
    }

    private static void escape(StringBuilder shown, int point) {
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\t' -> shown.append("\\t");
            case '\r' -> shown.append("\\r");
            default -> {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u").append(String.format("%04x", (int) unit));
                }
            }
        }
    }

    /// True for a character that must not reach a terminal as it is.
    static boolean unsafe(int point) {
        if (point < 0x20 || (point >= 0x7f && point <= 0x9f)) {
            return true;
        }
        if (point < 0x061c) {
            return false;
        }
        return point == 0x061c
                || point == 0x200e
                || point == 0x200f
                || (point >= 0x2028 && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069)
                || (point >= 0xd800 && point <= 0xdfff)
                || point == 0xfeff
                || (point >= 0xfff9 && point <= 0xfffb)
                || (point >= 0xe0000 && point <= 0xe007f);
    }
}
