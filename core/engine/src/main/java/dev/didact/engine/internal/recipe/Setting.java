package dev.didact.engine.internal.recipe;

import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.YamlReader;

/// A value that a path of a document shall have.
///
/// @param path the path: `generate.0.tries`
/// @param value the value
/// @param place where it is written
public record Setting(String path, Node value, Place place) {
    /// Reads `path=value`.
    ///
    /// @param line where it is written; its column is where the text begins
    /// @throws dev.didact.engine.ProblemException if it is not of that form
    public static Setting parse(String text, Place line) {
        int equals = text.indexOf('=');
        Place whole = new Place(line.file(), line.line(), line.column(), Math.max(1, text.length()));
        if (equals < 1) {
            throw Problems.failure("E209", "'" + text + "' is not a setting; write path=value", whole);
        }
        int column = line.column() + text.codePointCount(0, equals + 1);
        Place place = new Place(line.file(), line.line(), column, Math.max(1, text.length() - equals - 1));
        return new Setting(
                text.substring(0, equals).strip(), YamlReader.value(text.substring(equals + 1), place), whole);
    }
}
