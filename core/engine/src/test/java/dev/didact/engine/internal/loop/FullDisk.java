package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The real disk, which says that it is full while a test says so, or once so many bytes are in its files, or fails
/// from one operation to another. A write that fails leaves half of its bytes behind.
final class FullDisk extends RealDisk {
    /// What the system says to whoever wants to write; empty while there is room.
    volatile String says = "";

    private final Map<Path, Long> sizes = new HashMap<>();
    private long room = Long.MAX_VALUE / 2;
    private boolean refused;
    private long operations;
    private long from = Long.MAX_VALUE;
    private long to = Long.MAX_VALUE;
    private String failure = "";

    /// Lets operations that change something fail, the first of them from now on being 1.
    synchronized void fail(String with, long first, long last) {
        operations = 0;
        failure = with;
        from = first;
        to = last;
    }

    /// Lets so many more bytes be written.
    synchronized void leave(long bytes) {
        room = bytes;
    }

    /// Whether something could not be written.
    synchronized boolean refused() {
        return refused;
    }

    private synchronized void write() throws IOException {
        operations++;
        if (from <= operations && operations <= to) {
            refused = true;
            throw new IOException(failure);
        }
        if (!says.isEmpty()) {
            throw new IOException(says);
        }
    }

    private synchronized boolean take(Path file, long bytes) {
        boolean fits = bytes <= room;
        refused |= !fits;
        long taken = fits ? bytes : 0;
        room -= taken;
        sizes.merge(file, taken, Long::sum);
        return fits;
    }

    @Override
    public void createDirectory(Path folder) throws IOException {
        write();
        super.createDirectory(folder);
    }

    @Override
    public Appending append(Path file) throws IOException {
        write();
        return new Filling(file, super.append(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        write();
        super.rename(from, to);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        write();
        super.delete(file);
        Long freed = sizes.remove(file);
        room += freed == null ? 0 : freed;
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        write();
    }

    private final class Filling implements Appending {
        private final Path path;
        private final Appending file;

        Filling(Path path, Appending file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            try {
                write();
                if (!take(path, bytes.remaining())) {
                    throw new IOException("No space left on device");
                }
            } catch (IOException e) {
                file.append(bytes.limit(bytes.position() + bytes.remaining() / 2));
                throw e;
            }
            file.append(bytes);
        }

        @Override
        public void force() throws IOException {
            write();
        }

        @Override
        public void truncate(long size) throws IOException {
            write();
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
