package dev.didact.rubrics.judge;

import dev.didact.api.grading.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds what a judge quotes.
///
/// A quote counts if it stands in the text to the letter, after both were brought to one form: composed characters
/// (NFC), one blank for any white space, one kind of quote mark, dash and angle bracket. The span that is found is that
/// of the text itself.
final class Quotes {
    private static final Pattern TAG = Pattern.compile("<(?=\\s*/?\\s*rubric)", Pattern.CASE_INSENSITIVE);

    private Quotes() {}

    /// A text in which nothing looks like the tags around the question. Quotes of it still stand in the text.
    static String harmless(String text) {
        return TAG.matcher(text).replaceAll("‹");
    }

    /// Whether a character is any kind of white space.
    static boolean blank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /// Where a quote first stands in a response. One pair of quote marks around it is the judge's own if it is not
    /// found with them.
    static Optional<Span> find(String response, String quote) {
        Folded text = Folded.of(response);
        String wanted = Folded.of(quote).text.strip();
        Optional<Span> found = find(response, text, wanted);
        if (found.isEmpty()
                && wanted.length() > 2
                && isMark(wanted.charAt(0))
                && isMark(wanted.charAt(wanted.length() - 1))) {
            return find(response, text, wanted.substring(1, wanted.length() - 1).strip());
        }
        return found;
    }

    private static Optional<Span> find(String response, Folded text, String wanted) {
        int at = wanted.isEmpty() ? -1 : text.text.indexOf(wanted);
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of(Span.response(response, text.starts.get(at), text.ends.get(at + wanted.length() - 1)));
    }

    private static boolean isMark(char character) {
        return character == '"' || character == '\'';
    }

    /// A text in one form, and for each of its characters where it begins and ends in the text as it was.
    private record Folded(String text, List<Integer> starts, List<Integer> ends) {
        static Folded of(String text) {
            var folded = new StringBuilder();
            var starts = new ArrayList<Integer>();
            var ends = new ArrayList<Integer>();
            int at = 0;
            while (at < text.length()) {
                int end = endOfCluster(text, at);
                String form = form(text.substring(at, end));
                boolean secondBlank =
                        form.equals(" ") && !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ';
                if (!secondBlank) {
                    folded.append(form);
                    for (int i = 0; i < form.length(); i++) {
                        starts.add(at);
                        ends.add(end);
                    }
                }
                at = end;
            }
            return new Folded(folded.toString(), starts, ends);
        }

        /// The end of a character with the marks that combine with it.
        private static int endOfCluster(String text, int at) {
            int end = at + Character.charCount(text.codePointAt(at));
            while (end < text.length() && combines(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            return end;
        }

        private static boolean combines(int character) {
            int type = Character.getType(character);
            return type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || (character >= 0x1160 && character <= 0x11FF);
        }

        private static String form(String cluster) {
            String composed = Normalizer.normalize(cluster, Normalizer.Form.NFC);
            int character = composed.codePointAt(0);
            if (blank(character)) {
                return " ";
            }
            return switch (character) {
                case '“', '”', '„', '‟', '«', '»' -> "\"";
                case '‘', '’', '‚', '‛' -> "'";
                case '‹' -> "<";
                case '‐', '‑', '–', '—' -> "-";
                default -> composed;
            };
        }
    }
}
