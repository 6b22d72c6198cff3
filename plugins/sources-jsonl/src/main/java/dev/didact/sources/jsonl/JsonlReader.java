package dev.didact.sources.jsonl;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;
import dev.didact.files.SeenIds;
import dev.didact.files.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One pass over the files, each read once, one line in memory at a time.
///
/// The question of each line is a document of its own, cited by the id that the line gives itself, else by its number:
/// lines that are added, or changed elsewhere in the file, change nothing about it.
final class JsonlReader implements DataSource.Reader {
    private static final int LONGEST_ID = 500;

    private final JsonlConfig config;
    private final boolean single;
    private final Deque<SourceFile> files;
    private final LicenceFinder licences;
    private @Nullable OpenFile open;

    JsonlReader(JsonlConfig config, FileFinder.Found found, LicenceFinder licences) {
        this.config = config;
        this.single = found.single();
        this.files = new ArrayDeque<>(found.files());
        this.licences = licences;
    }

    /// A file with what is known of all its lines.
    private record OpenFile(SourceFile file, Lines lines, LicenceFinder.Terms terms, SeenIds seen) {}

    @Override
    public Optional<Item> next() throws DidactException {
        while (true) {
            OpenFile at = open;
            if (at == null) {
                if (files.isEmpty()) {
                    return Optional.empty();
                }
                at = begin(files.removeFirst());
                open = at;
            }
            if (!turn(at)) {
                close();
            } else if (!at.lines.blank() || at.lines.tooLong().isPresent()) {
                return Optional.of(item(at));
            }
        }
    }

    private OpenFile begin(SourceFile file) throws DidactException {
        try {
            return new OpenFile(file, Lines.of(file.path()), licences.of(file), new SeenIds());
        } catch (IOException e) {
            throw new DidactException.Permanent("'" + file.name() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean turn(OpenFile at) throws DidactException {
        try {
            return at.lines.next();
        } catch (IOException e) {
            close();
            throw new DidactException.Permanent(
                    "'" + at.file.name() + "' breaks off behind line " + at.lines.number() + ": " + e.getMessage()
                            + "; what stands behind it is lost",
                    e);
        }
    }

    private Item item(OpenFile at) throws DidactException {
        Optional<Long> bytes = at.lines.tooLong();
        if (bytes.isPresent()) {
            throw lost(
                    at, 1, "the line has " + bytes.get() + " bytes, at most " + Lines.LONGEST + " are read; split it");
        }
        LineObject line = null;
        try {
            line = LineObject.read(at.lines.text());
            return item(at, line);
        } catch (CharacterCodingException _) {
            throw lost(at, at.lines.notUtf8() + 1, "this byte is not UTF-8; convert the file to UTF-8");
        } catch (Mistake e) {
            LineObject object = line;
            int column =
                    object == null ? e.column() : e.field().map(object::column).orElse(e.column());
            throw lost(at, column, e.what());
        }
    }

    private static DidactException.Permanent lost(OpenFile at, int column, String what) {
        return new DidactException.Permanent(at.file.name() + ":" + at.lines.number() + ":" + column + ": " + what);
    }

    private Item item(OpenFile at, LineObject line) throws Mistake {
        Parts parts = config.content().isPresent()
                ? Parts.of(line.text(config.content().get()))
                : config.shape().read(line);
        if (config.key().isPresent()) {
            String field = config.key().get();
            parts = parts.answered(line.text(field), field);
        }
        if (parts.content().isBlank()) {
            throw Mistake.whole("the question is empty; write one or delete the line");
        }
        Optional<String> given = id(line);
        if (given.isPresent() && !at.seen.add(given.get())) {
            throw Mistake.in(
                    config.id().orElse("id"),
                    "id '" + given.get() + "' is that of a line before; give each line its own");
        }
        String document = at.file.name() + given.map(id -> "#" + id).orElse(":" + at.lines.number());
        byte[] bytes = parts.content().getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(
                Origin.Method.FILE,
                at.file.name(),
                Document.sha256(bytes),
                bytes.length,
                at.terms.creators(),
                at.terms.licence(),
                at.terms.preferences());
        Passage passage = new Document(document, parts.content(), origin).whole();
        var columns = new HashMap<>(line.columns(hidden(parts)));
        columns.putAll(parts.columns());
        Item item = Item.of(given.filter(_ -> single).orElse(document), parts.content(), passage)
                .withColumns(columns);
        item = parts.key().isPresent() ? item.withKey(parts.key().get()) : item;
        return config.level().isPresent()
                ? item.atLevel(line.number(config.level().get()))
                : item;
    }

    private Optional<String> id(LineObject line) throws Mistake {
        String field = config.id().orElse("id");
        if (config.id().isEmpty() && !line.has(field)) {
            return Optional.empty();
        }
        String id = line.name(field);
        if (id.length() > LONGEST_ID) {
            throw Mistake.in(
                    field, "field '" + field + "' has " + id.length() + " characters, an id at most " + LONGEST_ID);
        }
        return Optional.of(id);
    }

    /// The fields that are no columns: with one that holds the answer within it, that is all of it.
    private Set<String> hidden(Parts parts) {
        var hidden = new HashSet<String>();
        for (String field : parts.hidden()) {
            hidden.add(field);
            hidden.add(field.substring(0, field.indexOf('.') < 0 ? field.length() : field.indexOf('.')));
        }
        return hidden;
    }

    @Override
    public void close() throws DidactException {
        OpenFile at = open;
        open = null;
        if (at != null) {
            try {
                at.lines.close();
            } catch (IOException e) {
                throw new DidactException.Permanent("'" + at.file.name() + "' cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
