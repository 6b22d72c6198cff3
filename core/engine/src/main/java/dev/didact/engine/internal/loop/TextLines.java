package dev.didact.engine.internal.loop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The lines of a stream that hold more than blanks, each as soon as its end has been read. Holds one line at a time.
final class TextLines implements Iterator<TextLines.Line> {
    private final InputStream stream;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long number;
    private Optional<Line> next = Optional.empty();

    /// @param stream read by one thread, and not closed here
    TextLines(InputStream stream) {
        this.stream = stream;
    }

    /// One line.
    ///
    /// @param number counts from 1, blank lines included
    /// @param text what stands on it, without its end; empty where it is not UTF-8 text
    record Line(long number, Optional<String> text) {
        private boolean blank() {
            return text.filter(String::isBlank).isPresent();
        }
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            Optional<Line> line = read();
            if (line.isEmpty()) {
                return false;
            }
            next = line.filter(read -> !read.blank());
        }
        return true;
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Line line = next.orElseThrow();
        next = Optional.empty();
        return line;
    }

    private Optional<Line> read() {
        var line = new ByteArrayOutputStream();
        boolean begun = false;
        try {
            while (at < end || fill()) {
                begun = true;
                int from = at;
                while (at < end && buffer[at] != '\n') {
                    at++;
                }
                line.write(buffer, from, at - from);
                if (at < end) {
                    at++;
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        if (!begun) {
            return Optional.empty();
        }
        number++;
        return Optional.of(
                new Line(number, decoded(line.toByteArray()).map(text -> number == 1 ? unmarked(text) : text)));
    }

    private static Optional<String> decoded(byte[] line) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// Without the mark with which some editors begin a file.
    private static String unmarked(String line) {
        return line.startsWith("\ufeff") ? line.substring(1) : line;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, stream.read(buffer));
        return end > 0;
    }
}
