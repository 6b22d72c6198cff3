package dev.didact.engine.internal.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of UTF-8 of at most [#LONGEST] bytes.
final class LineReader {
    static final int LONGEST = 16 << 20;

    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /// The next line without its end; empty where there is none. A last line may lack its end.
    ///
    /// @throws IOException also if a line is longer than allowed
    Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST) {
                throw new IOException("a line is longer than " + (LONGEST >> 20) + " MB");
            }
            line.write(next);
            next = in.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
    }
}
