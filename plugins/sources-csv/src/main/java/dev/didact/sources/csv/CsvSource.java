package dev.didact.sources.csv;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.files.FileFinder;
import dev.didact.files.LicenceFinder;

/// A source whose items are rows of CSV files.
@Capabilities(reads = "path", reason = "reads the rows that the recipe names")
@Contributes(
        id = "csv",
        title = "Rows of CSV files",
        description =
                "Reads comma- and tab-separated files in UTF-8, plain or packed with gzip, in a fixed order, quoted as"
                        + " RFC 4180 says. A row that does not fit the header is told with its place and costs that item"
                        + " only; behind a quote that does not end, the rest of the file is told to be lost.")
public final class CsvSource implements DataSource<CsvConfig> {
    @Override
    public Reader open(CsvConfig config, Draw draw, Context context) throws DidactException {
        FileFinder.Found found =
                FileFinder.find(config.path(), context.base().toAbsolutePath().normalize());
        return new CsvRows(config, found, new LicenceFinder(found, config.licence()));
    }
}
