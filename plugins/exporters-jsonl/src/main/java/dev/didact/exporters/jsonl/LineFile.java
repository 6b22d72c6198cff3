package dev.didact.exporters.jsonl;

import dev.didact.api.DidactException;
import dev.didact.api.data.Receipt;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// A JSON Lines file that is being written.
final class LineFile implements AutoCloseable {
    private final String name;
    private final BufferedWriter writer;
    private long samples;

    private LineFile(String name, BufferedWriter writer) {
        this.name = name;
        this.writer = writer;
    }

    static LineFile in(Path folder, String name) throws DidactException {
        try {
            return new LineFile(name, Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /// Adds a line.
    ///
    /// @param ofSamples how many samples it is made of
    void add(Map<String, ?> object, int ofSamples) throws DidactException {
        try {
            writer.write(Json.line(object));
            writer.write('\n');
            samples += ofSamples;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    Receipt.Written written() {
        return new Receipt.Written(name, samples);
    }

    @Override
    public void close() throws DidactException {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static DidactException failed(String name, IOException e) {
        String why = switch (e) {
            case NoSuchFileException _ -> "its folder is not there";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
        return new DidactException.Unavailable("cannot write '" + name + "': " + why, e);
    }
}
