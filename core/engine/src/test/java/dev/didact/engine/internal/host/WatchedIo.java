package dev.didact.engine.internal.host;

import dev.didact.engine.internal.journal.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The real disk, with something done before each operation that changes it: an exception thrown there is a disk that
/// fails, a look at the files is what a process leaves behind that ends there.
final class WatchedIo extends RealDisk {
    private final Before before;

    /// What is done before an operation.
    interface Before {
        /// Does it.
        void operation() throws IOException;
    }

    WatchedIo(Before before) {
        this.before = before;
    }

    @Override
    public void createDirectory(Path folder) throws IOException {
        before.operation();
        super.createDirectory(folder);
    }

    @Override
    public Appending append(Path file) throws IOException {
        before.operation();
        Appending appending = super.append(file);
        return new Appending() {
            @Override
            public void append(ByteBuffer bytes) throws IOException {
                ByteBuffer half = bytes.duplicate().limit(bytes.remaining() / 2);
                bytes.position(half.limit());
                appending.append(half);
                before.operation();
                appending.append(bytes);
            }

            @Override
            public void force() throws IOException {
                before.operation();
            }

            @Override
            public void truncate(long size) throws IOException {
                before.operation();
                appending.truncate(size);
            }

            @Override
            public long size() throws IOException {
                return appending.size();
            }

            @Override
            public void close() throws IOException {
                appending.close();
            }
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before.operation();
        super.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        before.operation();
        super.delete(file);
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        before.operation();
    }

    @Override
    public Lock lock(Path lockFile) throws IOException {
        before.operation();
        return super.lock(lockFile);
    }
}
