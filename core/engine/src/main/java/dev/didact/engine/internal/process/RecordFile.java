package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.engine.internal.record.ReadAhead;
import dev.didact.engine.internal.record.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Records of the API on their way to another process: a file of all that they hold, one a line. May be read more than
/// once and may be larger than memory.
///
/// @param path the file
/// @param type what the records are
public record RecordFile<T extends Record>(Path path, Class<T> type) implements Iterable<T> {
    /// Writes records into a file.
    ///
    /// @param context ends it when the run is stopped
    static void write(Path path, Iterable<? extends Record> records, Context context)
            throws IOException, InterruptedException {
        try (var file = new DataFile(path)) {
            for (Record record : records) {
                context.checkCancelled();
                file.add(Records.write(record));
            }
        }
    }

    @Override
    public Iterator<T> iterator() {
        try {
            return new Reading(Files.newBufferedReader(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads line by line.
    private final class Reading extends ReadAhead<T> {
        private final BufferedReader lines;

        Reading(BufferedReader lines) {
            this.lines = lines;
        }

        @Override
        protected Optional<T> read() {
            try {
                return Optional.ofNullable(lines.readLine())
                        .map(line -> Records.read(JsonMapper.shared().readTree(line), type));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
