package dev.didact.sources.jsonl;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The lines of a file, one in memory at a time, unpacked where the file is gzip whatever its name.
///
/// A line ends with a line feed, or with a carriage return and one. A byte order mark at the beginning belongs to no
/// line. Of a line that is longer than [#LONGEST] its length alone is known.
final class Lines implements AutoCloseable {
    /// Bytes of the longest line that is read.
    static final int LONGEST = 16 * 1024 * 1024;

    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private byte[] line = new byte[1024];
    private int length;
    private long whole;
    private long number;

    private Lines(InputStream in) {
        this.in = in;
    }

    static Lines of(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean packed = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            return new Lines(packed ? new GZIPInputStream(raw, BUFFER) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Turns to the next line.
    ///
    /// @return whether there is one
    boolean next() throws IOException {
        length = 0;
        whole = 0;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            take(stop);
            if (stop < end) {
                at = stop + 1;
                break;
            }
        }
        if (any) {
            number++;
            trim();
        }
        return any;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private void take(int stop) {
        int more = stop - at;
        whole += more;
        if (whole <= LONGEST) {
            if (length + more > line.length) {
                line = Arrays.copyOf(line, Math.max(length + more, Math.min(LONGEST, line.length * 2)));
            }
            System.arraycopy(buffer, at, line, length, more);
            length += more;
        }
        at = stop;
    }

    private void trim() {
        if (length > 0 && whole <= LONGEST && line[length - 1] == '\r') {
            length--;
        }
        if (number == 1 && length >= MARK.length && Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length)) {
            length -= MARK.length;
            System.arraycopy(line, MARK.length, line, 0, length);
        }
    }

    /// Number of the line in the file, from 1.
    long number() {
        return number;
    }

    /// Bytes of the line, if it is too long to be read.
    Optional<Long> tooLong() {
        return whole > LONGEST ? Optional.of(whole) : Optional.empty();
    }

    /// Whether nothing but white space stands in the line.
    boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /// The line's text.
    ///
    /// @throws CharacterCodingException if it is not UTF-8; [#notUtf8] says where
    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line, 0, length))
                .toString();
    }

    /// The first byte of the line, from 0, that does not belong in UTF-8.
    int notUtf8() {
        ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(length), true);
        return result.isError() ? bytes.position() : length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
