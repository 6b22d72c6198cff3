package dev.didact.student;

import java.util.Objects;

/// A text that contains a character which the student has no symbol for.
final class UnspellableException extends Exception {

    private static final long serialVersionUID = 1;
    private static final int EXCERPT = 40;

    /// @param text what was to be encoded
    /// @param position index in `text` of the first character outside the alphabet
    UnspellableException(String text, int position) {
        super(describe(text, position));
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    private static String describe(String text, int position) {
        return "character " + name(text.codePointAt(position)) + " at position " + position + " of '" + excerpt(text)
                + "' is not in the student's alphabet (a-z, 0-9, space and "
                + Symbols.CHARACTERS.substring(36).strip()
                + ")";
    }

    private static String name(int character) {
        return Character.isISOControl(character)
                ? String.format("U+%04X", character)
                : String.format("'%s' (U+%04X)", Character.toString(character), character);
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
    }
}
