package dev.didact.sources.sqlite;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A source whose items are rows of an SQLite database.
///
/// SQL promises no order where none is asked for, and none among rows that are equal in what they are ordered by. So
/// the query is asked as a part of another, which orders its rows by the id, and no two rows may share one.
@Capabilities(
        reads = "path",
        nativeCode = true,
        reason = "reads the database that the recipe names, with SQLite, which is native code")
@Contributes(
        id = "sqlite",
        title = "Rows of an SQLite database",
        description =
                "Gives the rows of a query, in the order of their ids, one at a time. The database is opened for reading"
                        + " only. A row that cannot be used is told by its id and costs that item only.")
public final class SqliteSource implements DataSource<SqliteConfig> {
    @Override
    public Reader open(SqliteConfig config, Draw draw, Context context) throws DidactException {
        FileFinder.Found found =
                FileFinder.find(config.path(), context.base().toAbsolutePath().normalize());
        if (!found.single()) {
            throw FileFinder.wrong(config.path(), "must be the file of one database");
        }
        var licences = new LicenceFinder(found, config.licence());
        Connection connection =
                context.own(connect(config, found.files().getFirst().path()));
        try {
            Statement statement = context.own(connection.createStatement());
            ResultSet rows =
                    statement.executeQuery("SELECT * FROM (" + config.query() + "\n) ORDER BY " + quoted(config.id()));
            return new SqliteRows(config, found.files().getFirst(), licences, rows);
        } catch (SQLException e) {
            throw failure("query", "query '" + config.query() + "' does not work: ", e);
        }
    }

    private static Connection connect(SqliteConfig config, Path file) throws DidactException {
        var settings = new SQLiteConfig();
        settings.setReadOnly(true);
        try {
            Connection connection = settings.createConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement();
                    ResultSet _ = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure("path", "path '" + config.path() + "' cannot be read as an SQLite database: ", e);
        }
    }

    /// One that somebody else writes to will be free again; anything else is a mistake of the recipe.
    private static DidactException failure(String setting, String what, SQLException e) {
        boolean busy = e instanceof SQLiteException failure
                && (failure.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
                        || failure.getResultCode() == SQLiteErrorCode.SQLITE_LOCKED);
        return busy
                ? new DidactException.Transient(what + e.getMessage(), Optional.empty())
                : new DidactException.Config(setting, what + e.getMessage());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
