package dev.didact.rubrics.checks;

import dev.didact.api.grading.Span;
import java.util.ArrayList;
import java.util.List;

/// The words of a response: runs of letters, digits and underscores, also with `'`, `’` or `-` between them.
final class Words {
    private Words() {}

    static List<Span> of(String response) {
        var words = new ArrayList<Span>();
        int i = 0;
        while (i < response.length()) {
            int end = runEnd(response, i);
            if (end == i) {
                i += Character.charCount(response.codePointAt(i));
                continue;
            }
            int start = i;
            while (end < response.length() && "'’-".indexOf(response.charAt(end)) >= 0) {
                int next = runEnd(response, end + 1);
                if (next == end + 1) {
                    break;
                }
                end = next;
            }
            words.add(Span.response(response, start, end));
            i = end;
        }
        return words;
    }

    private static int runEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isPart(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || c == '_'
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
