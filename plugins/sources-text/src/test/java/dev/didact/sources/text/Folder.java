package dev.didact.sources.text;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A recipe's folder with files of a test.
record Folder(Path path) {
    static final Draw DRAW = new Draw(Purpose.TRAINING, 1, OptionalInt.empty());

    Folder with(String name, String text) throws IOException {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Folder with(String name, byte[] bytes) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    DataSource.Reader open(TextConfig config) throws DidactException {
        return new TextSource().open(config, DRAW, TestContext.withRandomSeed(7).at(path));
    }

    List<Item> items(String pattern) throws DidactException, InterruptedException {
        return items(new TextConfig(pattern));
    }

    List<Item> items(TextConfig config) throws DidactException, InterruptedException {
        var items = new ArrayList<Item>();
        try (DataSource.Reader reader = open(config)) {
            for (Optional<Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                items.add(item.get());
            }
        }
        return items;
    }

    List<String> names(String pattern) throws DidactException, InterruptedException {
        return items(pattern).stream()
                .map(item -> item.passages().getFirst().document())
                .distinct()
                .toList();
    }
}
