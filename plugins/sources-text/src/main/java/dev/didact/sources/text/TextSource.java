package dev.didact.sources.text;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;

/// A source whose items are text files.
@Capabilities(reads = "path", reason = "reads the texts that the recipe names")
@Contributes(
        id = "text",
        title = "Text files",
        description =
                "Reads plain text, Markdown and HTML in UTF-8, plain or packed with gzip, in a fixed order, each file an"
                        + " item; `split` cuts them into passages. Each is cited by byte and carries the licence that"
                        + " stands beside its file.")
public final class TextSource implements DataSource<TextConfig> {
    @Override
    public Reader open(TextConfig config, Draw draw, Context context) throws DidactException {
        FileFinder.Found found =
                FileFinder.find(config.path(), context.base().toAbsolutePath().normalize());
        return new TextReader(found, new LicenceFinder(found));
    }
}
