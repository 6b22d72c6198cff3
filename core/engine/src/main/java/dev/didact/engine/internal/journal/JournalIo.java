package dev.didact.engine.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Every operation that the journal and the checkpoints do on files. Tests stand in for the disk here: they let the nth
/// operation fail, or forget what was never forced. Safe for use by several threads; a file that was opened is for one
/// thread at a time.
public interface JournalIo {

    /// The operations of the real file system.
    static JournalIo files() {
        return new FileSystemIo();
    }

    /// Makes one folder; fails with [FileAlreadyExistsException] if anything of that name exists.
    void createDirectory(Path folder) throws IOException;

    /// Whether a file or folder exists.
    boolean exists(Path path);

    /// The entries of a folder, sorted by name; empty if there is no such folder.
    List<Path> list(Path folder) throws IOException;

    /// Opens a file to be appended to, and makes it when missing.
    Appending append(Path file) throws IOException;

    /// Opens a file to be read.
    Reading read(Path file) throws IOException;

    /// Renames a file or folder in one step; on the same file system only.
    void rename(Path from, Path to) throws IOException;

    /// Deletes a file if it exists.
    void delete(Path file) throws IOException;

    /// Forces the entries of a folder, so that a file made or renamed in it survives a power cut.
    void forceDirectory(Path folder) throws IOException;

    /// Takes the lock of a run for this process.
    ///
    /// @throws JournalException.Locked if it is taken
    Lock lock(Path lockFile) throws IOException;

    /// Makes a folder and those above it that are missing, and forces each new entry.
    default void createDirectories(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (exists(folder) || parent == null) {
            return;
        }
        createDirectories(parent);
        try {
            createDirectory(folder);
        } catch (FileAlreadyExistsException another) {
            if (!exists(folder)) {
                throw another;
            }
        }
        forceDirectory(parent);
    }

    /// A file that grows at its end.
    interface Appending extends Closeable {

        /// Writes all bytes at the end.
        void append(ByteBuffer bytes) throws IOException;

        /// Returns once everything written so far is on the disk.
        void force() throws IOException;

        /// Cuts the file to a size in bytes.
        void truncate(long size) throws IOException;

        /// The size in bytes.
        long size() throws IOException;
    }

    /// A file that is read at any place.
    interface Reading extends Closeable {

        /// Reads at a position into the buffer; returns the number of bytes, -1 at the end.
        int read(ByteBuffer into, long position) throws IOException;

        /// Reads so many bytes at a position, fewer where the file ends before.
        default byte[] read(long position, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            int read = 0;
            while (read >= 0 && buffer.hasRemaining()) {
                read = read(buffer, position + buffer.position());
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }

        /// The size in bytes at this moment.
        long size() throws IOException;
    }

    /// The lock of a run; closing it gives it back.
    interface Lock extends Closeable {

        /// The writer that ended without giving the lock back, if there was one.
        Optional<Holder> abandonedBy();
    }
}
