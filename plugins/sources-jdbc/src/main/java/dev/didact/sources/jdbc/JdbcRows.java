package dev.didact.sources.jdbc;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.files.SeenIds;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One pass over the rows of a query, few of them in memory at a time. The question of each row is a document of its
/// own, cited by the id of the row.
final class JdbcRows implements DataSource.Reader {
    private final JdbcConfig config;
    private final Database database;
    private final ResultSet rows;
    private final List<String> names;
    private final SeenIds seen = new SeenIds();

    JdbcRows(JdbcConfig config, Database database, ResultSet rows) throws SQLException, DidactException {
        this.config = config;
        this.database = database;
        this.rows = rows;
        this.names = names(rows.getMetaData());
        refuseMissing("id", Optional.of(config.id()));
        refuseMissing("content", Optional.of(config.content()));
        refuseMissing("key", config.key());
        refuseMissing("level", config.level());
        for (String column : config.orderBy()) {
            refuseMissing("order-by", Optional.of(column));
        }
    }

    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        var names = new ArrayList<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return names;
    }

    private void refuseMissing(String setting, Optional<String> column) throws DidactException {
        if (column.isPresent() && !names.contains(column.get())) {
            throw new DidactException.Config(
                    setting,
                    setting + " must be a column that the query gives, one of " + names + ", but is '" + column.get()
                            + "'");
        }
    }

    @Override
    public Optional<Item> next() throws DidactException {
        Map<String, String> fields = new HashMap<>();
        List<String> bytes = new ArrayList<>();
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            for (int i = 0; i < names.size(); i++) {
                if (rows.getObject(i + 1) instanceof byte[]) {
                    bytes.add(names.get(i));
                } else {
                    Optional<String> value = Optional.ofNullable(rows.getString(i + 1));
                    String name = names.get(i);
                    value.ifPresent(text -> fields.put(name, text));
                }
            }
        } catch (SQLException e) {
            throw brokenOff(e);
        }
        for (String column : bytes) {
            if (isNamed(column)) {
                throw lost(fields, "column '" + column + "' holds bytes; give it as text");
            }
        }
        return Optional.of(item(fields));
    }

    /// The rows behind cannot be had of this pass. One that ended here would look like a source that has no more.
    private DidactException brokenOff(SQLException e) {
        return database.passes(e)
                ? new DidactException.Unavailable(
                        "the database broke off: " + e.getMessage() + "; resume the run when it is there again")
                : database.failure("query", "query '" + config.query() + "' fails among the rows: ", e);
    }

    private boolean isNamed(String column) {
        return Stream.of(Optional.of(config.id()), Optional.of(config.content()), config.key(), config.level())
                .flatMap(Optional::stream)
                .anyMatch(column::equals);
    }

    private Item item(Map<String, String> fields) throws DidactException {
        String id = fields.getOrDefault(config.id(), "");
        String content = fields.getOrDefault(config.content(), "");
        if (id.isBlank()) {
            throw lost(fields, "the id is empty; leave such rows out of the query");
        }
        if (!seen.add(id)) {
            throw lost(fields, "a row before has the same id; name a column with id that tells rows apart");
        }
        if (content.isBlank()) {
            throw lost(fields, "the question, '" + config.content() + "', is empty; leave such rows out of the query");
        }
        Optional<String> key = config.key().map(fields::get);
        Optional<String> level = config.level().map(column -> fields.getOrDefault(column, ""));
        config.key().ifPresent(fields::remove);
        Item item = Item.of(id, content, document(id, content).whole()).withColumns(fields);
        item = key.map(item::withKey).orElse(item);
        try {
            return level.isPresent() ? item.atLevel(Integer.parseInt(level.get())) : item;
        } catch (NumberFormatException e) {
            throw lost(fields, "the level must be a whole number but is '" + level.orElse("") + "'");
        }
    }

    private Document document(String id, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Document(
                database.name() + "#" + id,
                content,
                new Origin(
                        database.method(),
                        database.name(),
                        Document.sha256(bytes),
                        bytes.length,
                        database.terms().creators(),
                        database.terms().licence(),
                        database.terms().preferences()));
    }

    private DidactException.Permanent lost(Map<String, String> fields, String what) {
        return new DidactException.Permanent(
                "'" + database.name() + "', row '" + fields.getOrDefault(config.id(), "") + "': " + what);
    }
}
