package dev.didact.sources.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The characters of a file, without a byte order mark, unpacked where the file is gzip whatever its name. A byte that
/// is no UTF-8 is told by line and column, after all characters before it were handed out.
final class Utf8Reader extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final char MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private boolean atEnd;
    private boolean begun;
    private long line = 1;
    private int column = 1;

    private Utf8Reader(InputStream in) {
        this.in = in;
    }

    /// A byte that is no UTF-8.
    static final class NotUtf8 extends IOException {
        private static final long serialVersionUID = 1L;

        private final long line;
        private final int column;

        NotUtf8(long line, int column, byte wrong) {
            super(String.format("this byte, 0x%02X, is not UTF-8; convert the file to UTF-8", wrong));
            this.line = line;
            this.column = column;
        }

        String place() {
            return line + ":" + column;
        }
    }

    static Utf8Reader of(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean packed = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            return new Utf8Reader(packed ? new GZIPInputStream(raw, BUFFER) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer out = CharBuffer.wrap(buffer, offset, length);
        int before = out.position();
        while (true) {
            CoderResult result = decoder.decode(bytes, out, atEnd);
            if (!begun && out.position() > before) {
                begun = true;
                if (out.get(0) == MARK) {
                    buffer[offset] = 0;
                    int read = out.position() - before - 1;
                    System.arraycopy(buffer, offset + 1, buffer, offset, read);
                    out.position(before + read);
                }
            }
            if (out.position() > before) {
                return counted(buffer, offset, out.position() - before);
            }
            if (result.isError()) {
                throw new NotUtf8(line, column, bytes.get(bytes.position()));
            }
            if (result.isUnderflow() && atEnd) {
                return -1;
            }
            if (result.isOverflow()) {
                throw new IOException("a character needs room for two");
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        atEnd = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    private int counted(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(buffer[i])) {
                column++;
            }
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
