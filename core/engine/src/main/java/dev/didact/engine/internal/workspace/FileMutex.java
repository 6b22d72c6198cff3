package dev.didact.engine.internal.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one process at a time, and in it one thread, change the files of a folder. The system gives the lock back when
/// the process ends, however it ends.
public final class FileMutex implements AutoCloseable {
    /// The system refuses a second lock to the process that has the first, so its threads wait here.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;

    private FileMutex(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /// Waits until nobody else has the lock.
    ///
    /// @param file a file that is there for this only; made when missing, and never deleted
    public static FileMutex take(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().normalize().getParent())
                .toRealPath();
        ReentrantLock thread = THREADS.computeIfAbsent(folder.resolve(file.getFileName()), _ -> new ReentrantLock());
        thread.lock();
        try {
            return new FileMutex(thread, locked(file));
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
