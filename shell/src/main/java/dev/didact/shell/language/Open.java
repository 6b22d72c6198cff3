package dev.didact.shell.language;

/// What a text has opened and not closed at its end; more lines may follow.
public enum Open {
    QUOTE("quote"),
    BRACKET("bracket"),
    LINE("line");

    private final String word;

    Open(String word) {
        this.word = word;
    }

    /// The word that the continuation prompt shows before `>`.
    public String word() {
        return word;
    }
}
