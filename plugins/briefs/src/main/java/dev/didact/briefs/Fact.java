package dev.didact.briefs;

/// One keyed fact: a letter has a digit.
///
/// @param letter `a` to `z`
/// @param digit `1` to `9`
/// @param start where it stands in the notation it was read from
record Fact(char letter, char digit, int start) {
    /// As a problem gives it: `b3`.
    String given() {
        return "" + letter + digit;
    }

    /// As an answer cites it: `3b`.
    String cited() {
        return "" + digit + letter;
    }

    /// As a person says it: `b has 3`.
    String said() {
        return letter + " has " + digit;
    }
}
