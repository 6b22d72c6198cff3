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

    /// A driver, which every JVM-wide list would keep in memory after this plugin has gone: drivers put themselves
    /// there when their classes are first used.
    static <D extends Driver> D unlisted(D driver) {
        try {
            for (Driver listed : Collections.list(DriverManager.getDrivers())) {
                if (listed.getClass().getClassLoader() == driver.getClass().getClassLoader()) {
                    DriverManager.deregisterDriver(listed);
                }
            }
            return driver;
        } catch (SQLException e) {
            throw new IllegalStateException("the driver " + driver.getClass().getName() + " stays registered", e);
        }
    }
}
