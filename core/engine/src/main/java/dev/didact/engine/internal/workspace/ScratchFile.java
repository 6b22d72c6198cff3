package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.JournalException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file for what would take too much memory and can be had again from elsewhere. Nobody else sees it, and it is gone
/// once it is closed or its process is gone, however that ends. Safe for use by many threads; a thread that is
/// interrupted while it reads or writes closes the file for all.
public final class ScratchFile implements AutoCloseable {
    private static final int ZEROS = 1 << 20;

    private final Path folder;
    private final FileChannel channel;

    private ScratchFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// A new file, empty.
    ///
    /// @throws JournalException if it cannot be made
    public static ScratchFile in(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "scratch-", "");
            return new ScratchFile(
                    folder,
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw JournalException.of(folder, e);
        }
    }

    /// Writes all bytes at a position.
    ///
    /// @throws JournalException if they cannot be written
    public void write(long position, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position());
            }
        } catch (IOException e) {
            throw JournalException.of(folder, e);
        }
    }

    /// Reads bytes that were written.
    ///
    /// @throws JournalException if they cannot be read
    public byte[] read(long position, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new IOException("the file ends before byte " + (position + length));
                }
            }
        } catch (IOException e) {
            throw JournalException.of(folder, e);
        }
        return buffer.array();
    }

    /// The file as memory of that size, all zeros; it outlives this object. The disk gives all its space now, because
    /// the process would die of a page that it does not give later.
    ///
    /// @throws JournalException if the disk has no space for it
    public MemorySegment map(long size, Arena arena) {
        byte[] zeros = new byte[ZEROS];
        for (long at = 0; at < size; at += ZEROS) {
            write(at, zeros);
        }
        try {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        } catch (IOException e) {
            throw JournalException.of(folder, e);
        }
    }

    /// Gives its space back.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw JournalException.of(folder, e);
        }
    }
}
