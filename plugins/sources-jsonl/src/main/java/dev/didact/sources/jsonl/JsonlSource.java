package dev.didact.sources.jsonl;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;

/// A source whose items are lines of JSON Lines files.
@Capabilities(reads = "path", reason = "reads the lines that the recipe names")
@Contributes(
        id = "jsonl",
        title = "Lines of JSON Lines files",
        description =
                "Reads one JSON object a line, from plain and gzip files in a fixed order. Fields are columns; question"
                        + " and answer are found in the common shapes, or where the settings say. A line that cannot be"
                        + " read is told with its place and costs that item only.")
public final class JsonlSource implements DataSource<JsonlConfig> {
    @Override
    public Reader open(JsonlConfig config, Draw draw, Context context) throws DidactException {
        FileFinder.Found found =
                FileFinder.find(config.path(), context.base().toAbsolutePath().normalize());
        return new JsonlReader(config, found, new LicenceFinder(found, config.licence()));
    }
}
