package dev.didact.engine;

/// Where in a document something stands. Lines and columns count from 1, columns in characters.
///
/// @param file the document's name as the user wrote it
/// @param line the line
/// @param column the column
/// @param length how many characters of that line are meant; at least 1
public record Place(String file, int line, int column, int length) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
