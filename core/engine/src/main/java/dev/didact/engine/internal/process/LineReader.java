package dev.didact.engine.internal.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of UTF-8 of a bounded length.
final class LineReader {
    private static final int LONGEST_CHARACTER = 4;

    private final InputStream in;
    private final int longest;

    /// @param longest the most bytes of a line, but for the end of its last character
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
    /// unread, and no character is cut in two.
    Optional<Line> next() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            boolean full = line.size() >= longest;
            if (full) {
                in.mark(1);
            }
            next = in.read();
            if (full && next != '\n' && (isFirst(next) || line.size() >= longest + LONGEST_CHARACTER)) {
                in.reset();
                return Optional.of(new Line(line.toString(StandardCharsets.UTF_8), false));
            }
        }
        return Optional.of(new Line(line.toString(StandardCharsets.UTF_8).stripTrailing(), true));
    }

    /// Whether a character of UTF-8 begins with this byte.
    private static boolean isFirst(int unit) {
        return (unit & 0xC0) != 0x80;
    }
}
