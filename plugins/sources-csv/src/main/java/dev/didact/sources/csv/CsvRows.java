package dev.didact.sources.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;
import dev.didact.files.SeenIds;
import dev.didact.files.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One pass over the files, each read once, one row in memory at a time.
///
/// The question of each row is a document of its own, cited by the id that the row gives itself, else by the line in
/// which the row begins.
final class CsvRows implements DataSource.Reader {
    private static final List<String> QUESTIONS = List.of("prompt", "question", "text");

    private final CsvConfig config;
    private final boolean single;
    private final Deque<SourceFile> files;
    private final LicenceFinder licences;
    private @Nullable OpenFile open;

    CsvRows(CsvConfig config, FileFinder.Found found, LicenceFinder licences) {
        this.config = config;
        this.single = found.single();
        this.files = new ArrayDeque<>(found.files());
        this.licences = licences;
    }

    /// A file with what is known of all its rows.
    private record OpenFile(
            SourceFile file,
            CloseableIterator<CsvRecord> rows,
            LicenceFinder.Terms terms,
            List<String> names,
            SeenIds seen) {}

    @Override
    public Optional<Item> next() throws DidactException {
        while (true) {
            OpenFile at = open;
            if (at == null) {
                if (files.isEmpty()) {
                    return Optional.empty();
                }
                begin(files.removeFirst());
            } else {
                Optional<CsvRecord> row = row(at.file, at.rows);
                if (row.isPresent()) {
                    return Optional.of(item(at, row.get()));
                }
                close();
            }
        }
    }

    private void begin(SourceFile file) throws DidactException {
        CloseableIterator<CsvRecord> rows;
        try {
            rows = CsvReader.builder()
                    .fieldSeparator(config.separator().of(file.name()))
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(Utf8Reader.of(file.path()))
                    .iterator();
        } catch (IOException e) {
            throw new DidactException.Permanent("'" + file.name() + "' cannot be read: " + e.getMessage(), e);
        }
        open = new OpenFile(file, rows, licences.of(file), List.of(), new SeenIds());
        if (config.header()) {
            Optional<CsvRecord> header = row(file, rows);
            if (header.isPresent()) {
                List<String> names = header.get().getFields();
                try {
                    check(file, names);
                } catch (DidactException e) {
                    close();
                    throw e;
                }
                open = new OpenFile(file, rows, licences.of(file), names, new SeenIds());
            }
        }
    }

    private void check(SourceFile file, List<String> names) throws DidactException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank() || !seen.add(name)) {
                throw lost(
                        file,
                        1,
                        "column " + (i + 1) + " of the header "
                                + (name.isBlank() ? "has no name" : "is called '" + name + "' like one before it")
                                + "; give each a name of its own, or set header: false");
            }
        }
        for (Optional<String> named : List.of(config.id(), config.content(), config.key(), config.level())) {
            if (named.isPresent() && !seen.contains(named.get())) {
                throw lost(file, 1, "no column '" + named.get() + "' in the header; there are " + names);
            }
        }
    }

    /// The next row. Where the file cannot be read on, what stands behind is lost and told.
    private Optional<CsvRecord> row(SourceFile file, CloseableIterator<CsvRecord> rows) throws DidactException {
        try {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        } catch (CsvParseException e) {
            close();
            throw new DidactException.Permanent(
                    "'" + file.name() + "' cannot be read on: " + message(e) + "; what stands behind it is lost", e);
        } catch (UncheckedIOException e) {
            close();
            String what = e.getCause() instanceof Utf8Reader.NotUtf8 wrong
                    ? file.name() + ":" + wrong.place() + ": " + wrong.getMessage()
                    : "'" + file.name() + "' breaks off: " + message(e);
            throw new DidactException.Permanent(what + "; what stands behind it is lost", e);
        }
    }

    private static String message(Throwable e) {
        return String.valueOf(
                e.getCause() == null
                        ? e.getMessage()
                        : e.getMessage() + " " + e.getCause().getMessage());
    }

    private Item item(OpenFile at, CsvRecord row) throws DidactException {
        long line = row.getStartingLineNumber();
        List<String> names = at.names.isEmpty()
                ? IntStream.rangeClosed(1, row.getFieldCount())
                        .mapToObj(Integer::toString)
                        .toList()
                : at.names;
        if (row.getFieldCount() != names.size()) {
            throw lost(
                    at.file,
                    line,
                    "the row has " + row.getFieldCount() + " fields, the header " + names.size()
                            + "; quote fields that hold a separator");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), row.getField(i));
        }
        String content = content(at, line, fields);
        Optional<String> id = Optional.ofNullable(fields.get(config.id().orElse("id")));
        if (id.isPresent() && (id.get().isBlank() || !at.seen.add(id.get()))) {
            throw lost(
                    at.file,
                    line,
                    id.get().isBlank()
                            ? "the id is empty; write one or delete the row"
                            : "id '" + id.get() + "' is that of a row before; give each row its own");
        }
        String document = at.file.name() + id.map(given -> "#" + given).orElse(":" + line);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(
                Origin.Method.FILE,
                at.file.name(),
                Document.sha256(bytes),
                bytes.length,
                at.terms.creators(),
                at.terms.licence(),
                at.terms.preferences());
        Optional<String> key = config.key().map(name -> field(fields, name));
        config.key().ifPresent(fields::remove);
        Item item = Item.of(
                        id.filter(_ -> single).orElse(document),
                        content,
                        new Document(document, content, origin).whole())
                .withColumns(fields);
        item = key.isPresent() ? item.withKey(key.get()) : item;
        return config.level().isPresent()
                ? item.atLevel(level(at, line, field(fields, config.level().get())))
                : item;
    }

    private String content(OpenFile at, long line, Map<String, String> fields) throws DidactException {
        String name = config.content()
                .or(() -> QUESTIONS.stream().filter(fields::containsKey).findFirst())
                .orElseThrow(() -> lost(
                        at.file,
                        line,
                        "none of the columns " + QUESTIONS + " is there; name the one that holds the question with"
                                + " content: COLUMN"));
        for (Optional<String> named : List.of(config.id(), config.key(), config.level(), Optional.of(name))) {
            if (named.isPresent() && !fields.containsKey(named.get())) {
                throw lost(at.file, line, "the row has no column '" + named.get() + "', only " + fields.size());
            }
        }
        String content = field(fields, name);
        if (content.isBlank()) {
            throw lost(at.file, line, "the question, '" + name + "', is empty; write one or delete the row");
        }
        return content;
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static int level(OpenFile at, long line, String text) throws DidactException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw lost(at.file, line, "the level must be a whole number but is '" + text + "'");
        }
    }

    private static DidactException.Permanent lost(SourceFile file, long line, String what) {
        return new DidactException.Permanent(file.name() + ":" + line + ":1: " + what);
    }

    @Override
    public void close() throws DidactException {
        OpenFile at = open;
        open = null;
        if (at != null) {
            try {
                at.rows.close();
            } catch (IOException e) {
                throw new DidactException.Permanent("'" + at.file.name() + "' cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
