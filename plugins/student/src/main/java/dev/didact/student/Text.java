package dev.didact.student;

/// A prompt and its answer in the student's alphabet, as it is trained on.
///
/// @param symbols prompt and answer, without the edge
/// @param prompt how many of the symbols belong to the prompt, at least 1: the student learns to write the rest
@SuppressWarnings("ArrayRecordComponent") // never compared, and encoded once
record Text(byte[] symbols, int prompt) {

    Text {
        if (prompt < 1 || prompt > symbols.length) {
            throw new IllegalArgumentException("a prompt must have from 1 to " + symbols.length + " symbols but has " + prompt);
        }
    }

    /// Encodes a prompt and its answer.
    ///
    /// @throws UnspellableException if one of them has a character outside the alphabet
    static Text of(String prompt, String answer) throws UnspellableException {
        return new Text(Symbols.encode(prompt + answer), prompt.length());
    }
}
