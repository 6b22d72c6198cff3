package dev.didact.engine.internal.split;

import dev.didact.api.DidactException;
import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes items of the passages of a document.
public final class Pieces {
    private Pieces() {}

    /// The passages of an item that is a document, or a part of one, each as an item that is called as it is cited.
    /// Columns that hold the whole text hold that of the passage, other columns and the level are kept.
    ///
    /// @throws DidactException.Permanent if the item is no text that can be cut
    public static List<Item> of(Item item, Split split) throws DidactException.Permanent {
        Passage whole = item.passages().getFirst();
        if (item.passages().size() > 1 || !whole.text().equals(item.content())) {
            throw cannot(item, "is not one passage of a document as it stands there");
        }
        if (item.key().isPresent()) {
            throw cannot(item, "has an answer, which belongs to the whole of it");
        }
        String text = item.content();
        boolean verbatim = bytes(text, 0, text.length()) == whole.end() - whole.start();
        var pieces = new ArrayList<Item>();
        long startByte = whole.start();
        int start = 0;
        for (Splitter.Span span : new Splitter(split).split(text)) {
            startByte += bytes(text, start, span.start());
            start = span.start();
            String part = text.substring(start, span.end());
            Passage passage = verbatim
                    ? new Passage(
                            whole.document(),
                            startByte,
                            startByte + bytes(text, start, span.end()),
                            part,
                            whole.origin())
                    : new Passage(whole.document(), whole.start(), whole.end(), part, whole.origin());
            pieces.add(new Item(
                    verbatim ? passage.reference() : whole.reference(start, span.end()),
                    part,
                    columns(item.columns(), text, part),
                    item.key(),
                    List.of(passage),
                    item.level()));
        }
        return pieces;
    }

    private static Map<String, String> columns(Map<String, String> columns, String text, String part) {
        var cut = new HashMap<>(columns);
        cut.replaceAll((_, value) -> value.equals(text) ? part : value);
        return cut;
    }

    private static DidactException.Permanent cannot(Item item, String why) {
        return new DidactException.Permanent(
                "item '" + item.id() + "' " + why + "; `split` is for sources of texts, take it away from this one");
    }

    /// How many bytes a part of a text has in UTF-8.
    private static long bytes(String text, int start, int end) {
        long bytes = 0;
        for (int at = start; at < end; ) {
            int character = text.codePointAt(at);
            boolean torn = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            bytes += character < 0x80 || torn ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            at += Character.charCount(character);
        }
        return bytes;
    }
}
