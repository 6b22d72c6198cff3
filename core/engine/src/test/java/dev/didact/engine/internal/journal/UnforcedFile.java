package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that is never forced, though it says so: where the power stays on, or to see that force is needed.
record UnforcedFile(JournalIo.Appending file) implements JournalIo.Appending {
    @Override
    public void append(ByteBuffer bytes) throws IOException {
        file.append(bytes);
    }

    @Override
    public void force() {
        // that is the point
    }

    @Override
    public void truncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
