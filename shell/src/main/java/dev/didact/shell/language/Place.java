package dev.didact.shell.language;

/// Where in a text something is wrong.
///
/// @param file name of the file, empty for a typed line
/// @param line line number from 1
/// @param column column from 1, in code points
/// @param length length in code points, 0 where only the beginning is known
/// @param excerpt the whole line, empty where it is not at hand
public record Place(String file, int line, int column, int length, String excerpt) {

    public Place {
        if (line < 1 || column < 1 || length < 0) {
            throw new IllegalArgumentException("no such place: " + line + ":" + column + "+" + length);
        }
    }

    /// `file:line:column`, or an empty text for a typed line.
    public String label() {
        return file.isEmpty() ? "" : file + ":" + line + ":" + column;
    }
}
