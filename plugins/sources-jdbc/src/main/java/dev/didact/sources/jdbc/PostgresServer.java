package dev.didact.sources.jdbc;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.config.SecretName;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.files.LicenceFinder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// A server of PostgreSQL, reached by connections of the driver's own.
///
/// @param url where it is
/// @param properties who asks, and how the driver is to go about it
/// @param terms what the recipe says of the rows
record PostgresServer(String url, Properties properties, LicenceFinder.Terms terms) implements Database {
    /// How many rows are on their way at once.
    private static final String ROWS = "1000";

    /// What a URL may say behind `?`: nothing that a secret stands in, that names code, or that lets a query write.
    private static final Set<String> PARAMETERS = new TreeSet<>(Set.of(
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "socketTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslrootcert",
            "targetServerType"));

    static PostgresServer of(JdbcConfig config, Context context) throws DidactException {
        checkParameters(config.url());
        var properties = new Properties();
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("readOnlyMode", "always");
        properties.setProperty("defaultRowFetchSize", ROWS);
        properties.setProperty("tcpKeepAlive", "true");
        config.user().ifPresent(user -> properties.setProperty("user", user));
        Optional<SecretName> password = config.password();
        if (password.isPresent()) {
            properties.setProperty("password", context.secret(password.get()));
        }
        Licence licence = config.licence()
                .map(spdx -> Licence.declared(spdx, "the recipe"))
                .orElseGet(() -> Licence.unknown("the recipe says nothing of it"));
        return new PostgresServer(config.url(), properties, new LicenceFinder.Terms(licence, List.of(), List.of()));
    }

    private static void checkParameters(String url) throws DidactException {
        int query = url.indexOf('?');
        for (String parameter :
                query < 0 ? new String[0] : url.substring(query + 1).split("&", -1)) {
            String name = parameter.split("=", 2)[0];
            if (!PARAMETERS.contains(name)) {
                throw new DidactException.Config(
                        "url",
                        "url must say nothing behind '?' but " + PARAMETERS + ", and says '" + name
                                + "'; user and password are settings of their own");
            }
        }
    }

    @Override
    public String name() {
        int query = url.indexOf('?');
        return url.substring("jdbc:".length(), query < 0 ? url.length() : query);
    }

    @Override
    public Origin.Method method() {
        return Origin.Method.DATABASE;
    }

    /// Times are read as UTC wherever the run goes on, and within one transaction, without which the driver reads all
    /// rows at once.
    @Override
    public Connection connect() throws SQLException {
        Connection connection = Database.connect(url, properties);
        try (Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            statement.execute("SET TIME ZONE 'UTC'");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// It is not there, is starting or going down, or has no room for one more: classes of SQLSTATE.
    @Override
    public boolean passes(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    /// Without the password.
    @Override
    public String toString() {
        return name();
    }
}
