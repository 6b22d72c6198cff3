package dev.didact.briefs;

import dev.didact.briefs.Claims.Claim;
import java.util.List;

/// An answer as a person reads it: the model chose the claims, a template makes sentences of them.
final class Essay {
    private static final List<String> NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private Essay() {}

    /// `Of the five, u leads with 1, then b with 3.`; an answer of another form is quoted and called so.
    static String of(Facts facts, String response) {
        Claims claims = Claims.of(response);
        if (!claims.wellFormed()) {
            return "not a ranking: '" + response + "'";
        }
        Claim leader = claims.all().getFirst();
        var text = new StringBuilder("Of the ")
                .append(NUMBERS.get(facts.size() - 1))
                .append(", ")
                .append(leader.letter())
                .append(" leads with ")
                .append(leader.digit());
        for (Claim claim : claims.all().subList(1, claims.all().size())) {
            text.append(", then ").append(claim.letter()).append(" with ").append(claim.digit());
        }
        return text.append('.').toString();
    }
}
