package dev.didact.engine.internal.verify;

/// Parts of texts as a finding shows them.
final class Texts {
    private static final int LONGEST = 60;

    private Texts() {}

    /// The beginning of a text, on one line and in quotes.
    static String shown(String text) {
        var line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(point -> line.appendCodePoint(
                        Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                                ? '?'
                                : point));
        return "'" + line + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "") + "'";
    }

    /// Where two texts part.
    static String difference(String expected, String found) {
        int at = 0;
        while (at < Math.min(expected.length(), found.length()) && expected.charAt(at) == found.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - LONGEST / 3);
        return "first " + shown(expected.substring(from)) + ", then " + shown(found.substring(from));
    }
}
