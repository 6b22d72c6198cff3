package dev.didact.student;

import java.util.Arrays;

/// The alphabet of the student: 47 characters, and the edge of the text as symbol 0.
///
/// The edge stands before the first character (as its predecessor) and after the last one (the student ends its answer
/// with it). A character outside the alphabet is an error that names it; nothing is replaced or dropped.
final class Symbols {

    /// Size of the alphabet, the edge included.
    static final int COUNT = 48;

    /// The symbol before the first and after the last character of a text.
    static final int EDGE = 0;

    /// Every character that the student can spell, in the order of its symbols 1 to 47.
    static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789=,.:;?>+-| ";

    private static final byte[] BY_CHARACTER = new byte[128];

    static {
        Arrays.fill(BY_CHARACTER, (byte) -1);
        for (int i = 0; i < CHARACTERS.length(); i++) {
            BY_CHARACTER[CHARACTERS.charAt(i)] = (byte) (i + 1);
        }
    }

    private Symbols() {}

    /// The symbols of `text`, one for each character.
    ///
    /// @throws UnspellableException if a character is not in the alphabet
    static byte[] encode(String text) throws UnspellableException {
        byte[] symbols = new byte[text.length()];
        for (int i = 0; i < symbols.length; i++) {
            char c = text.charAt(i);
            byte symbol = c < BY_CHARACTER.length ? BY_CHARACTER[c] : -1;
            if (symbol < 0) {
                throw new UnspellableException(text, i);
            }
            symbols[i] = symbol;
        }
        return symbols;
    }

    /// The characters of symbols other than the edge.
    static String decode(byte[] symbols) {
        var text = new StringBuilder();
        for (byte symbol : symbols) {
            text.append(CHARACTERS.charAt(symbol - 1));
        }
        return text.toString();
    }
}
