package dev.didact.sources.jdbc;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A source whose items are rows of a database.
///
/// SQL promises no order where none is asked for, and none among rows that are equal in what they are ordered by. So
/// the query is asked as a part of another, which orders its rows, in the end by the id, and no two rows may share one.
@Capabilities(
        reads = "url",
        threads = true,
        nativeCode = true,
        reason = "reads the database that the recipe names: a file with SQLite, which is native code, or a PostgreSQL"
                + " server over connections of its own, which do not pass the host: neither --offline nor a list of"
                + " addresses holds them")
@Contributes(
        id = "jdbc",
        title = "Rows of a database",
        description =
                "Gives the rows of a query to SQLite or PostgreSQL, one at a time: in the order of the columns of `order-by`"
                        + " and then of the ids, whatever order the query itself asks for. The database is opened for reading"
                        + " only. A row that cannot be used is told by its id and costs that item only.")
public final class JdbcSource implements DataSource<JdbcConfig> {
    @Override
    public Reader open(JdbcConfig config, Draw draw, Context context) throws DidactException {
        Database database = Database.of(config, context);
        Connection connection = context.own(connect(config, database));
        try {
            Statement statement = context.own(connection.createStatement());
            statement.setEscapeProcessing(false);
            return new JdbcRows(config, database, statement.executeQuery(inOrder(config)));
        } catch (SQLException e) {
            throw database.failure("query", "query '" + config.query() + "' does not work: ", e);
        }
    }

    private static Connection connect(JdbcConfig config, Database database) throws DidactException {
        try {
            return database.connect();
        } catch (SQLException e) {
            throw database.failure("url", "url '" + config.url() + "' cannot be read as a database: ", e);
        }
    }

    private static String inOrder(JdbcConfig config) {
        return "SELECT * FROM (" + config.query() + "\n) AS asked ORDER BY "
                + Stream.concat(config.orderBy().stream(), Stream.of(config.id()))
                        .map(column -> '"' + column.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(", "));
    }
}
