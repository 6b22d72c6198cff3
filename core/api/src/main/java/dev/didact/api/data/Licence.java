package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

/// What is known of a text's licence, as SPDX expressions. What is declared and what somebody concluded from it are
/// kept apart, because the argument is data too.
///
/// @param declared what the text or its collection says of itself
/// @param concluded what holds as far as is known; the same where nobody concluded otherwise
/// @param evidence where it is written, or who says so; never empty
public record Licence(String declared, String concluded, String evidence) {
    /// The expression for "nothing is known".
    public static final String NO_ASSERTION = "NOASSERTION";

    public Licence {
        requireNonNull(declared, "declared");
        requireNonNull(concluded, "concluded");
        requireNonNull(evidence, "evidence");
        if (declared.isBlank() || concluded.isBlank() || evidence.isBlank()) {
            throw new IllegalArgumentException(
                    "a licence needs an SPDX expression and evidence; write NOASSERTION where none is known");
        }
    }

    /// A licence that the text declares and nobody disputes.
    public static Licence declared(String spdx, String evidence) {
        return new Licence(spdx, spdx, evidence);
    }

    /// Nothing is known.
    ///
    /// @param looked where one looked in vain
    public static Licence unknown(String looked) {
        return new Licence(NO_ASSERTION, NO_ASSERTION, looked);
    }

    /// Whether anything is known.
    public boolean known() {
        return !concluded.equals(NO_ASSERTION);
    }
}
