package dev.didact.api.training;

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

/// A JSON Lines file that is being written, for exporters and learners.
public final class LineFile implements AutoCloseable {
    private final String name;
    private final BufferedWriter writer;
    private long lines;
    private long samples;

    private LineFile(String name, BufferedWriter writer) {
        this.name = name;
        this.writer = writer;
    }

    /// Begins a file, in the place of one that is there.
    ///
    /// @throws DidactException.Unavailable if it cannot be written
    public static LineFile in(Path folder, String name) throws DidactException {
        try {
            return new LineFile(name, Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /// Writes a whole file that holds no lines of samples.
    ///
    /// @throws DidactException.Unavailable if it cannot be written
    static void write(Path folder, String name, String text) throws DidactException {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// How many lines it has.
    public long lines() {
        return lines;
    }

    /// Adds a line.
    ///
    /// @param object texts by name, in this order: maps, lists, texts, numbers, flags, and `Optional` for what may be
    ///     `null`
    /// @param ofSamples how many samples it is made of
    /// @throws DidactException.Unavailable if it cannot be written
    public void add(Map<String, ?> object, int ofSamples) throws DidactException {
        try {
            writer.write(Json.line(object));
            writer.write('\n');
            lines++;
            samples += ofSamples;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /// What an exporter's receipt says of it.
    public Receipt.Written written() {
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
