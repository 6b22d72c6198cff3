package dev.didact.sources.jdbc;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.SecretName;
import dev.didact.files.Spdx;
import java.util.List;
import java.util.Optional;

/// Which database, what is asked of it, and which columns of the rows mean what.
///
/// @param url `jdbc:sqlite:FILE`, relative to the recipe, or `jdbc:postgresql://HOST:PORT/NAME`
/// @param query a query that gives rows, without `;`
/// @param orderBy columns by which the rows come, before the id
/// @param user who asks a PostgreSQL server; the name of the account where it is left out
/// @param password where the password is kept, `env:DATABASE_PASSWORD`; none for servers that want none
/// @param licence SPDX expression that the rows come under, where no file beside an SQLite database says it
/// @param id column that names the item; no two rows have the same
/// @param content column that holds what a person would be given
/// @param key column that holds the right answer
/// @param level column that holds how hard it is, a whole number
public record JdbcConfig(
        @Example("jdbc:sqlite:questions.db") String url,
        @Example("SELECT id, prompt FROM question") String query,
        @Default("[]") List<String> orderBy,
        Optional<String> user,
        Optional<SecretName> password,
        Optional<String> licence,
        @Default("id") String id,
        @Default("prompt") String content,
        Optional<String> key,
        Optional<String> level) {
    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    public JdbcConfig {
        orderBy = List.copyOf(orderBy);
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "url must begin with jdbc:sqlite: or jdbc:postgresql:, the databases that there are drivers for,"
                            + " but is '" + url + "'");
        }
        if (url.startsWith(SQLITE) && (user.isPresent() || password.isPresent())) {
            throw new IllegalArgumentException("user and password are for a PostgreSQL server; SQLite has none");
        }
        if (query.isBlank()) {
            throw new IllegalArgumentException("query must be a query such as 'SELECT id, prompt FROM question'");
        }
        if (query.contains(";")) {
            throw new IllegalArgumentException("query must be one query without ';' but is '" + query
                    + "'; within a text write chr(59) or char(59)");
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
