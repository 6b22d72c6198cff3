package dev.didact.engine.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Goes through a segment line by line. A line counts once its line end is there; what stands behind the last line end
/// is read anew at each attempt, because a writer may still be adding to it.
final class LineCursor implements Closeable {

    private static final int FIRST_BUFFER = 1 << 16;

    private final JournalIo.Reading file;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private long bufferOffset;
    private int filled;
    private int from;
    private int to = -1;

    /// Stands before the line that starts at a position.
    LineCursor(JournalIo.Reading file, long position) {
        this.file = file;
        this.bufferOffset = position;
    }

    /// Goes to the next whole line; false if there is none yet, and then the cursor stays where it is.
    boolean advance() throws IOException {
        int start = to + 1;
        int searched = start;
        while (true) {
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    from = start;
                    to = i;
                    return true;
                }
            }
            searched = filled;
            if (start > 0 && filled == buffer.length) {
                searched -= start;
                discard(start);
                start = 0;
            }
            if (!fill()) {
                filled = start;
                return false;
            }
        }
    }

    /// The line's bytes are `bytes()[from()..to())`, until the cursor goes on.
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// The offset of the current line in the file.
    long offset() {
        return bufferOffset + from;
    }

    /// The offset behind the current line, where the next one starts.
    long end() {
        return bufferOffset + to + 1;
    }

    /// Where the current line stands.
    EventPlace place(long seq, int segment) {
        return new EventPlace(seq, segment, offset(), to - from + 1);
    }

    long size() throws IOException {
        return file.size();
    }

    private void discard(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        bufferOffset += count;
        filled -= count;
        from -= count;
        to -= count;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = file.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled), bufferOffset + filled);
        filled += Math.max(read, 0);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
