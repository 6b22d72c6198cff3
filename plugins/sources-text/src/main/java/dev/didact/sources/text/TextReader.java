package dev.didact.sources.text;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.files.FileFinder;
import dev.didact.files.FrontMatter;
import dev.didact.files.LicenceFinder;
import dev.didact.files.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One pass over the files, one file in memory at a time.
final class TextReader implements DataSource.Reader {
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,2}\\h+(.+?)\\h*#*\\h*$");

    private final Deque<SourceFile> files;
    private final LicenceFinder licences;

    TextReader(FileFinder.Found found, LicenceFinder licences) throws DidactException {
        this.files = new ArrayDeque<>(found.files());
        this.licences = licences;
        if (files.size() == 1) {
            try {
                new TextFile(files.getFirst()).read();
            } catch (DidactException.Permanent e) {
                throw FileFinder.wrong(found.path(), "means one file: " + e.getMessage());
            }
        }
    }

    @Override
    public Optional<Item> next() throws DidactException {
        while (!files.isEmpty()) {
            Optional<Item> item = read(files.removeFirst());
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    private Optional<Item> read(SourceFile at) throws DidactException {
        var file = new TextFile(at);
        TextFile.Content content = file.read();
        FrontMatter matter = FrontMatter.of(content.text());
        LicenceFinder.Terms terms = licences.of(at, content.text(), matter);
        var origin = new Origin(
                Origin.Method.FILE,
                at.name(),
                content.sha256(),
                content.bytes(),
                terms.creators(),
                terms.licence(),
                terms.preferences());
        if (file.isPage()) {
            Page.Content page = Page.read(content.text());
            var passage = new Passage(at.name(), 0, content.bytes(), page.text(), origin);
            return item(passage, page.title().isEmpty() ? title(page.text(), 0, at) : page.title());
        }
        int start = matter.end();
        int end = content.text().length();
        while (start < end && isBlank(content.text().charAt(start))) {
            start++;
        }
        while (start < end && isBlank(content.text().charAt(end - 1))) {
            end--;
        }
        String text = content.text().substring(start, end);
        long first = content.firstByte() + bytes(content.text().substring(0, start));
        return item(
                new Passage(at.name(), first, first + bytes(text), text, origin),
                matter.value("title").orElseGet(() -> title(content.text(), matter.end(), at)));
    }

    private static Optional<Item> item(Passage passage, String title) {
        String text = passage.text();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Item.of(passage.reference(), text, passage)
                        .withColumns(Map.of("path", passage.document(), "title", title, "text", text)));
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The first heading of a text, else the name of its file.
    private static String title(String text, int from, SourceFile file) {
        Matcher heading = HEADING.matcher(text);
        if (heading.find(from)) {
            return heading.group(1);
        }
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        return name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}
