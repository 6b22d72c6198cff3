package dev.didact.student;

import dev.didact.api.DidactException;

/// The shape of a student: how many layers it has and how wide they are.
///
/// @param layers number of transformer layers, at least 1
/// @param width length of the vector that carries one symbol; a multiple of 4 and of `heads`
/// @param heads number of attention heads; each sees `width / heads` numbers, a multiple of 4
/// @param hidden width inside the feed-forward part, a multiple of 4
/// @param symbols size of the alphabet, a multiple of 4
record Architecture(int layers, int width, int heads, int hidden, int symbols) {

    /// The shape that the plugin trains unless a checkpoint says otherwise.
    static final Architecture STANDARD = new Architecture(2, 64, 4, 256, Symbols.COUNT);

    private static final int LARGEST = 4096;

    Architecture {
        requireMultipleOf("layers", layers, 1);
        requireMultipleOf("width", width, 4);
        requireMultipleOf("heads", heads, 1);
        requireMultipleOf("hidden", hidden, 4);
        requireMultipleOf("symbols", symbols, 4);
        if (width % heads != 0 || width / heads % 4 != 0) {
            throw new IllegalArgumentException(
                    "width must be heads times a multiple of 4 but is " + width + " for " + heads + " heads");
        }
    }

    /// The shape that a configuration asks for, over the student's alphabet.
    ///
    /// @throws DidactException.Config if there is no such network
    static Architecture configured(int layers, int width, int heads, int hidden) throws DidactException {
        try {
            return new Architecture(layers, width, heads, hidden, Symbols.COUNT);
        } catch (IllegalArgumentException e) {
            throw new DidactException.Config("width", String.valueOf(e.getMessage()));
        }
    }

    /// Numbers that one attention head sees.
    int headWidth() {
        return width / heads;
    }

    private static void requireMultipleOf(String name, int value, int factor) {
        if (value < factor || value > LARGEST || value % factor != 0) {
            throw new IllegalArgumentException(name + " must be a multiple of " + factor + " from " + factor + " to "
                    + LARGEST + " but is " + value);
        }
    }
}
