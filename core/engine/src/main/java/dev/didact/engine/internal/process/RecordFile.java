package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.engine.internal.record.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
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

    /// Reads one line ahead, and closes the file at its end.
    private final class Reading implements Iterator<T> {
        private final BufferedReader lines;
        private Optional<String> ahead;

        Reading(BufferedReader lines) {
            this.lines = lines;
            this.ahead = line();
        }

        private Optional<String> line() {
            try {
                Optional<String> line = Optional.ofNullable(lines.readLine());
                if (line.isEmpty()) {
                    lines.close();
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasNext() {
            return ahead.isPresent();
        }

        @Override
        public T next() {
            String line = ahead.orElseThrow(NoSuchElementException::new);
            ahead = line();
            return Records.read(JsonMapper.shared().readTree(line), type);
        }
    }
}
