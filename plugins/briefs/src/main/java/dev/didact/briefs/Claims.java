package dev.didact.briefs;

import dev.didact.api.grading.Span;
import java.util.ArrayList;
import java.util.List;

/// What an answer says, as far as it can be read: from left to right, a digit that a letter follows is a claim, and any
/// other character is stray.
///
/// @param response the answer
/// @param all the claims, in order
/// @param stray where the characters stand that belong to no claim
record Claims(String response, List<Claim> all, List<Integer> stray) {
    Claims {
        all = List.copyOf(all);
        stray = List.copyOf(stray);
    }

    /// One claim: this letter has this digit, and this is its rank.
    ///
    /// @param digit `0` to `9`
    /// @param letter `a` to `z`
    /// @param start where it stands in the answer
    record Claim(char digit, char letter, int start) {
        /// As the answer writes it: `3b`.
        String cited() {
            return "" + digit + letter;
        }
    }

    static Claims of(String response) {
        var all = new ArrayList<Claim>();
        var stray = new ArrayList<Integer>();
        int i = 0;
        while (i < response.length()) {
            if (i + 1 < response.length() && isDigit(response.charAt(i)) && isLetter(response.charAt(i + 1))) {
                all.add(new Claim(response.charAt(i), response.charAt(i + 1), i));
                i += 2;
            } else {
                stray.add(i);
                i++;
            }
        }
        return new Claims(response, all, stray);
    }

    /// Whether the answer is claims and nothing else.
    boolean wellFormed() {
        return stray.isEmpty() && !all.isEmpty();
    }

    Span span(Claim claim) {
        return Span.response(response, claim.start(), claim.start() + 2);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
