package dev.didact.sources.jdbc;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.data.Origin;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;
import dev.didact.files.SourceFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A file of SQLite.
///
/// @param file the file
/// @param terms what stands about it in the files beside it, or in the recipe
record SqliteFile(SourceFile file, LicenceFinder.Terms terms) implements Database {
    static SqliteFile of(JdbcConfig config, Context context) throws DidactException {
        String path = config.url().substring(JdbcConfig.SQLITE.length());
        FileFinder.Found found;
        try {
            found = FileFinder.find(path, context.base().toAbsolutePath().normalize());
        } catch (DidactException.Config e) {
            throw new DidactException.Config("url", "url '" + config.url() + "': " + e.getMessage());
        }
        if (!found.single()) {
            throw new DidactException.Config("url", "url '" + config.url() + "' must name the file of one database");
        }
        SourceFile file = found.files().getFirst();
        return new SqliteFile(file, new LicenceFinder(found, config.licence()).of(file));
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public Origin.Method method() {
        return Origin.Method.FILE;
    }

    @Override
    public Connection connect() throws SQLException {
        var settings = new SQLiteConfig();
        settings.setReadOnly(true);
        Connection connection = Database.connect(JdbcConfig.SQLITE + file.path(), settings.toProperties());
        try (Statement statement = connection.createStatement();
                ResultSet _ = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// One that somebody else writes to will be free again.
    @Override
    public boolean passes(SQLException failure) {
        return failure instanceof SQLiteException of
                && (of.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
                        || of.getResultCode() == SQLiteErrorCode.SQLITE_LOCKED);
    }
}
