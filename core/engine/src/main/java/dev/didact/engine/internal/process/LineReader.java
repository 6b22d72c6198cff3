package dev.didact.engine.internal.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of UTF-8 of a bounded length.
final class LineReader {
    private final InputStream in;
    private final int longest;

    /// @param longest the most bytes of a line
    LineReader(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /// A line without its end.
    ///
    /// @param text its text, as far as the limit
    /// @param whole whether that is all of it
    record Line(String text, boolean whole) {}

    /// The next line; empty where there is none. A last line may lack its end. What a line holds beyond the limit stays
    /// unread.
    Optional<Line> next() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > longest) {
                return Optional.of(new Line(line.toString(StandardCharsets.UTF_8), false));
            }
            next = in.read();
        }
        return Optional.of(new Line(line.toString(StandardCharsets.UTF_8).stripTrailing(), true));
    }
}
