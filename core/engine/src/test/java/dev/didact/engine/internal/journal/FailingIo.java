package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The real disk, except that its operations from the nth to the mth fail with a message of the operating system, such
/// as `No space left on device`. A failing write leaves half of its bytes behind.
final class FailingIo extends RealDisk {

    private final String message;
    private final long from;
    private final long to;
    private long operations;
    private final Runnable beforeFailing;
    private boolean failed;

    FailingIo(String message, long from, long to) {
        this(message, from, to, () -> {});
    }

    FailingIo(String message, long from, long to, Runnable beforeFailing) {
        this.message = message;
        this.from = from;
        this.to = to;
        this.beforeFailing = beforeFailing;
    }

    /// A disk that never fails and never waits for the platter.
    static FailingIo never() {
        return new FailingIo("", Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Whether an operation has failed.
    synchronized boolean failed() {
        return failed;
    }

    /// How many operations there have been.
    synchronized long operations() {
        return operations;
    }

    private synchronized void operate() throws IOException {
        operations++;
        if (from <= operations && operations <= to) {
            failed = true;
            beforeFailing.run();
            throw new IOException(message);
        }
    }

    @Override
    public void createDirectory(Path folder) throws IOException {
        operate();
        super.createDirectory(folder);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        operate();
        return super.list(folder);
    }

    @Override
    public Appending append(Path file) throws IOException {
        operate();
        return new FailingFile(super.append(file));
    }

    @Override
    public Reading read(Path file) throws IOException {
        operate();
        return super.read(file);
    }

    @Override
    public void rename(Path source, Path target) throws IOException {
        operate();
        super.rename(source, target);
    }

    @Override
    public void delete(Path file) throws IOException {
        operate();
        super.delete(file);
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        operate();
    }

    @Override
    public Lock lock(Path lockFile) throws IOException {
        operate();
        return super.lock(lockFile);
    }

    private final class FailingFile implements Appending {

        private final Appending file;

        FailingFile(Appending file) {
            this.file = file;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            try {
                operate();
            } catch (IOException e) {
                file.append(bytes.limit(bytes.remaining() / 2));
                throw e;
            }
            file.append(bytes);
        }

        @Override
        public void force() throws IOException {
            operate();
        }

        @Override
        public void truncate(long size) throws IOException {
            operate();
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
}
