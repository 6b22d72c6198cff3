package dev.didact.sources.jsonl;

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

    DataSource.Reader open(JsonlConfig config) throws DidactException {
        return new JsonlSource()
                .open(config, DRAW, TestContext.withRandomSeed(7).at(path));
    }

    DataSource.Reader open(String path) throws DidactException {
        return open(config(path));
    }

    static JsonlConfig config(String path) {
        return new JsonlConfig(
                path,
                Optional.empty(),
                Shape.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    List<Item> items(String path) throws DidactException, InterruptedException {
        return items(config(path));
    }

    /// The item of a file that holds one line.
    Item item(String line) throws IOException, DidactException, InterruptedException {
        return with("one.jsonl", line).items("one.jsonl").getFirst();
    }

    List<Item> items(JsonlConfig config) throws DidactException, InterruptedException {
        return pass(config).items();
    }

    /// What came out of a pass.
    record Pass(List<Item> items, List<String> lost) {}

    Pass pass(JsonlConfig config) throws DidactException, InterruptedException {
        var items = new ArrayList<Item>();
        var lost = new ArrayList<String>();
        try (DataSource.Reader reader = open(config)) {
            while (true) {
                try {
                    Optional<Item> item = reader.next();
                    if (item.isEmpty()) {
                        return new Pass(items, lost);
                    }
                    items.add(item.get());
                } catch (DidactException.Permanent e) {
                    lost.add(e.getMessage());
                }
            }
        }
    }
}
