package dev.didact.engine.internal.process;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/// A file of JSON lines that a program is handed.
final class DataFile implements AutoCloseable {
    private final Path path;
    private final Writer out;

    DataFile(Path path) throws IOException {
        this.path = path;
        this.out = Files.newBufferedWriter(path);
    }

    Path path() {
        return path;
    }

    void add(ObjectNode line) throws IOException {
        out.write(JsonLines.line(line));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
