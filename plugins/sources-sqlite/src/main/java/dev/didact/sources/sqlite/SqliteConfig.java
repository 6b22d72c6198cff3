package dev.didact.sources.sqlite;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.files.Spdx;
import java.util.Optional;

/// Which database, what is asked of it, and which columns of the rows mean what.
///
/// @param path the file of the database, relative to the recipe
/// @param query a query that gives rows, without `;`; its rows are put in the order of their ids
/// @param licence SPDX expression that the rows come under, where no file beside the database says it
/// @param id column that names the item; no two rows have the same
/// @param content column that holds what a person would be given
/// @param key column that holds the right answer
/// @param level column that holds how hard it is, a whole number
public record SqliteConfig(
        @Example("questions.db") String path,
        @Example("SELECT id, prompt FROM question") String query,
        Optional<String> licence,
        @Default("id") String id,
        @Default("prompt") String content,
        Optional<String> key,
        Optional<String> level) {
    public SqliteConfig {
        if (path.isBlank()) {
            throw new IllegalArgumentException("path must name a database, such as 'questions.db', but is empty");
        }
        if (query.isBlank()) {
            throw new IllegalArgumentException("query must be a query such as 'SELECT id, prompt FROM question'");
        }
        if (query.contains(";")) {
            throw new IllegalArgumentException(
                    "query must be one query without ';' but is '" + query + "'; within a text write char(59) for it");
        }
        if (licence.isPresent() && !Spdx.isExpression(licence.get())) {
            throw new IllegalArgumentException(
                    "licence must be an SPDX expression such as CC-BY-4.0 but is '" + licence.get() + "'");
        }
        if (key.isPresent() && key.get().equals(content)) {
            throw new IllegalArgumentException(
                    "key and content both name the column '" + content + "'; the answer is not the question");
        }
    }
}
