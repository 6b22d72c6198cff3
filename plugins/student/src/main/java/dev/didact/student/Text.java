package dev.didact.student;

/// A prompt and its answer in the student's alphabet, as it is trained on.
///
/// @param symbols prompt and answer, without the edge
/// @param prompt how many of the symbols belong to the prompt, at least 1: the student learns to write the rest
@SuppressWarnings("ArrayRecordComponent") // never compared, and encoded once
record Text(byte[] symbols, int prompt) {

    /// Most symbols of a text: attention keeps a number for every two places of it.
    static final int LONGEST = 256;

    /// Most characters of a prompt: the separator and one symbol of the answer must fit behind it.
    static final int LONGEST_PROMPT = LONGEST - 2;

    private static final String SEPARATOR = "=";

    Text {
        if (symbols.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a text may have " + LONGEST + " symbols, prompt and answer together, but has " + symbols.length);
        }
        if (prompt < 1 || prompt > symbols.length) {
            throw new IllegalArgumentException(
                    "a prompt must have from 1 to " + symbols.length + " symbols but has " + prompt);
        }
    }

    /// Encodes a prompt and its answer.
    ///
    /// @throws UnspellableException if one of them has a character outside the alphabet
    static Text of(String prompt, String answer) throws UnspellableException {
        byte[] question = question(prompt);
        byte[] symbols = Symbols.encode(prompt + SEPARATOR + answer);
        return new Text(symbols, question.length);
    }

    /// A prompt as the student reads it: the separator behind it says that the answer begins.
    ///
    /// @throws UnspellableException if it has a character outside the alphabet
    static byte[] question(String prompt) throws UnspellableException {
        return Symbols.encode(prompt + SEPARATOR);
    }
}
