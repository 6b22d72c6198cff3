package dev.didact.engine.internal.process;

import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Preference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads an item with its origin. Of the origin, what the program does not state is unknown; nothing is concluded.
final class ItemReader {
    private static final String HASH = "[0-9a-f]{64}";

    private ItemReader() {}

    static Item read(Told item) {
        item.only("id", "content", "columns", "key", "level", "sources");
        String id = item.statement("id").orElseGet(() -> item.text("id"));
        List<Passage> passages =
                item.list("sources").stream().map(source -> passage(source, id)).toList();
        return new Item(
                id,
                item.text("content"),
                item.texts("columns"),
                item.optionalText("key"),
                passages.isEmpty() ? List.of(unstated(item, id)) : passages,
                item.has("level") ? OptionalInt.of(item.count("level", 0)) : OptionalInt.empty());
    }

    /// The item's own text as its origin, of which nothing is known.
    private static Passage unstated(Told item, String id) {
        String text = item.text("content");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(
                Origin.Method.UNKNOWN,
                item.program().toString(),
                Document.sha256(bytes),
                bytes.length,
                List.of(),
                unknown(item),
                List.of());
        return new Passage(id, 0, bytes.length, text, origin);
    }

    private static Passage passage(Told source, String item) {
        source.only(
                "document",
                "text",
                "start",
                "sha256",
                "bytes",
                "method",
                "uri",
                "creators",
                "licence",
                "evidence",
                "preferences");
        String text = source.text("text");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Optional<String> hash = source.optionalText("sha256");
        OptionalLong length = source.count("bytes");
        long start = source.count("start").orElse(0);
        boolean part = hash.isPresent() && length.isPresent();
        if (!part && (hash.isPresent() || length.isPresent() || source.has("start"))) {
            throw source.malformed(
                    "a part of a document needs 'start', and 'sha256' and 'bytes' of the whole document");
        }
        if (!hash.orElse("0".repeat(64)).matches(HASH) || start + bytes.length > length.orElse(bytes.length)) {
            throw source.malformed(
                    "'sha256' must be 64 hexadecimal digits, and the text must lie within the document's" + " bytes");
        }
        var origin = new Origin(
                source.word("method", Origin.Method.UNKNOWN),
                source.statement("uri").orElseGet(() -> source.program().toString()),
                hash.orElseGet(() -> Document.sha256(bytes)),
                length.orElse(bytes.length),
                source.words("creators"),
                licence(source),
                source.list("preferences").stream().map(ItemReader::preference).toList());
        return new Passage(source.statement("document").orElse(item), start, start + bytes.length, text, origin);
    }

    private static Licence licence(Told source) {
        Optional<String> evidence = source.statement("evidence");
        return source.statement("licence")
                .map(spdx -> Licence.declared(spdx, evidence.orElseGet(() -> "stated by " + named(source))))
                .orElseGet(() -> evidence.map(Licence::unknown).orElseGet(() -> unknown(source)));
    }

    private static Licence unknown(Told source) {
        return Licence.unknown("not stated by " + named(source));
    }

    private static String named(Told source) {
        return "program '" + source.program() + "'";
    }

    private static Preference preference(Told told) {
        told.only("scheme", "use", "value", "location");
        return new Preference(
                told.text("scheme"),
                told.text("use"),
                told.word("value", Preference.Value.UNKNOWN),
                told.text("location"));
    }
}
