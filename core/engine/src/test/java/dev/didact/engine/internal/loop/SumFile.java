package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/// Asks for the sums that stand in a file, one a line.
record SumFile() implements DataSource<SumFile.Config> {
    /// @param path the file, relative to the recipe
    record Config(Path path) {}

    @Override
    public Reader open(Config config, Draw draw, Context context) throws DidactException {
        Iterator<String> lines;
        try {
            lines = Files.readAllLines(config.path()).iterator();
        } catch (IOException e) {
            throw new DidactException.Config("path", "'" + config.path() + "' cannot be read");
        }
        return () -> {
            if (!lines.hasNext()) {
                return Optional.empty();
            }
            String sum = lines.next();
            Document line =
                    Document.generated("lines", sum, sum, Licence.declared("CC0-1.0", "made by the test itself"));
            return Optional.of(Item.of(sum, sum, line.whole()).withKey(Sums.sum(sum)));
        };
    }
}
