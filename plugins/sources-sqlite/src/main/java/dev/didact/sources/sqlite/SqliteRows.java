package dev.didact.sources.sqlite;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.files.LicenceFinder;
import dev.didact.files.SourceFile;
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

/// One pass over the rows of a query, one row in memory at a time. The question of each row is a document of its own,
/// cited by the id of the row.
final class SqliteRows implements DataSource.Reader {
    private final SqliteConfig config;
    private final SourceFile file;
    private final LicenceFinder.Terms terms;
    private final ResultSet rows;
    private final List<String> names;
    private boolean broken;
    private String before = "";

    SqliteRows(SqliteConfig config, SourceFile file, LicenceFinder licences, ResultSet rows)
            throws SQLException, DidactException {
        this.config = config;
        this.file = file;
        this.terms = licences.of(file);
        this.rows = rows;
        this.names = names(rows.getMetaData());
        for (Map.Entry<String, Optional<String>> named : Map.of(
                        "id", Optional.of(config.id()),
                        "content", Optional.of(config.content()),
                        "key", config.key(),
                        "level", config.level())
                .entrySet()) {
            if (named.getValue().isPresent() && !names.contains(named.getValue().get())) {
                throw new DidactException.Config(
                        named.getKey(),
                        named.getKey() + " must be a column that the query gives, one of " + names + ", but is '"
                                + named.getValue().get() + "'");
            }
        }
    }

    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        var names = new ArrayList<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return names;
    }

    @Override
    public Optional<Item> next() throws DidactException {
        Map<String, String> fields = new HashMap<>();
        try {
            if (broken || !rows.next()) {
                return Optional.empty();
            }
            for (int i = 0; i < names.size(); i++) {
                Object value = rows.getObject(i + 1);
                if (value instanceof byte[] && isNamed(names.get(i))) {
                    throw lost(fields, "column '" + names.get(i) + "' holds bytes; give it as text");
                }
                if (value != null && !(value instanceof byte[])) {
                    fields.put(names.get(i), value.toString());
                }
            }
        } catch (SQLException e) {
            broken = true;
            throw lost(fields, "the database cannot be read on: " + e.getMessage() + "; what stands behind is lost");
        }
        return Optional.of(item(fields));
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
        if (id.equals(before)) {
            throw lost(fields, "its id is that of the row before; name a column with id that tells rows apart");
        }
        before = id;
        if (content.isBlank()) {
            throw lost(fields, "the question, '" + config.content() + "', is empty; leave such rows out of the query");
        }
        String document = file.name() + "#" + id;
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(
                Origin.Method.FILE,
                file.name(),
                Document.sha256(bytes),
                bytes.length,
                terms.creators(),
                terms.licence(),
                terms.preferences());
        Optional<String> key = config.key().map(fields::get);
        Optional<String> level = config.level().map(column -> fields.getOrDefault(column, ""));
        config.key().ifPresent(fields::remove);
        Item item = Item.of(id, content, new Document(document, content, origin).whole())
                .withColumns(fields);
        item = key.map(item::withKey).orElse(item);
        try {
            return level.isPresent() ? item.atLevel(Integer.parseInt(level.get())) : item;
        } catch (NumberFormatException e) {
            throw lost(fields, "the level must be a whole number but is '" + level.orElse("") + "'");
        }
    }

    private DidactException.Permanent lost(Map<String, String> fields, String what) {
        return new DidactException.Permanent(
                "'" + file.name() + "', row '" + fields.getOrDefault(config.id(), "") + "': " + what);
    }
}
