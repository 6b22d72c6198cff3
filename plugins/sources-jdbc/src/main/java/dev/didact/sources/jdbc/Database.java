package dev.didact.sources.jdbc;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.data.Origin;
import dev.didact.files.LicenceFinder;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/// A database that rows are read from.
sealed interface Database permits SqliteFile, PostgresServer {
    /// The one that a configuration names.
    static Database of(JdbcConfig config, Context context) throws DidactException {
        return config.url().startsWith(JdbcConfig.SQLITE)
                ? SqliteFile.of(config, context)
                : PostgresServer.of(config, context);
    }

    /// How it is cited: without what only its driver or only a reader needs to know.
    String name();

    /// How its rows are got.
    Origin.Method method();

    /// What its rows come under.
    LicenceFinder.Terms terms();

    /// Connects to it for reading only, so that rows come one after the other and need no room for all.
    Connection connect() throws SQLException, DidactException;

    /// Whether a failure may pass by itself.
    boolean passes(SQLException failure);

    /// What a failure means for the run: one that may pass is tried again, one that a person must see to stops it.
    ///
    /// @param setting what is wrong in the recipe if neither holds
    /// @param what is said before what the database says
    default DidactException failure(String setting, String what, SQLException failure) {
        String why = what + failure.getMessage();
        boolean refused = String.valueOf(failure.getSQLState()).startsWith("28");
        if (passes(failure)) {
            return new DidactException.Transient(why, Optional.empty());
        }
        return refused ? new DidactException.Unavailable(why) : new DidactException.Config(setting, why);
    }

    /// Connects by the driver that knows a URL. Drivers put themselves into a list of the JVM when their classes are
    /// first used, which would keep them in memory after this plugin has gone, so they are taken out of it.
    static Connection connect(String url, Properties properties) throws SQLException {
        ClassLoader own = Database.class.getClassLoader();
        Optional<Driver> found = Optional.empty();
        for (Driver driver : ServiceLoader.load(Driver.class, own)) {
            if (found.isEmpty() && driver.acceptsURL(url)) {
                found = Optional.of(driver);
            }
        }
        for (Driver listed : Collections.list(DriverManager.getDrivers())) {
            if (listed.getClass().getClassLoader() == own) {
                DriverManager.deregisterDriver(listed);
            }
        }
        Optional<Connection> connection = Optional.empty();
        if (found.isPresent()) {
            connection = Optional.ofNullable(found.get().connect(url, properties));
        }
        return connection.orElseThrow(() -> new SQLException("it is no URL that the driver understands"));
    }
}
