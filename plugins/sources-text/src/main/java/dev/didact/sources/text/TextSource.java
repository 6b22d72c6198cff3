package dev.didact.sources.text;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;

/// A source whose items are passages of text files.
@Capabilities(reads = "path", reason = "reads the texts that the recipe names")
@Contributes(
        id = "text",
        title = "Passages of text files",
        description =
                "Reads UTF-8 files in a fixed order and cuts them at paragraphs and sentences. Each passage is cited by"
                        + " byte and carries the licence that stands beside its file.")
public final class TextSource implements DataSource<TextConfig> {
    @Override
    public Reader open(TextConfig config, Draw draw, Context context) throws DidactException {
        FileFinder.Found found =
                FileFinder.find(config.path(), context.base().toAbsolutePath().normalize());
        return new TextReader(found, new LicenceFinder(found), new Cutter(config.words(), config.overlap()));
    }
}
