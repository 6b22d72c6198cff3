package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The lock of a run: an operating system lock on the file `lock`, which also says who holds it.
///
/// The system gives the lock back when its process ends, however it ends; so whoever gets it may go on, and a holder
/// that the file still names has ended without closing. Two traps are avoided here. On POSIX a process loses its lock
/// on a file as soon as it closes *any* channel of that file, so the file is never opened twice in one process: [#HELD]
/// refuses first. On Windows a locked range cannot be read by others, so the locked byte lies far behind the text.
final class RunLock implements JournalIo.Lock {

    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int LONGEST_TEXT = 1024;
    private static final Set<Path> HELD = new HashSet<>();

    private final Path key;
    private final FileChannel channel;
    private final Optional<Holder> abandonedBy;

    private RunLock(Path key, FileChannel channel, Optional<Holder> abandonedBy) {
        this.key = key;
        this.channel = channel;
        this.abandonedBy = abandonedBy;
    }

    static RunLock acquire(Path lockFile) throws IOException {
        Path runFolder = lockFile.toAbsolutePath().normalize().getParent();
        if (runFolder == null) {
            throw new IllegalArgumentException("a lock file lies in the folder of its run: " + lockFile);
        }
        Path key = runFolder.toRealPath().resolve(lockFile.getFileName());
        synchronized (HELD) {
            if (HELD.contains(key)) {
                throw new JournalException.Locked(runFolder, Holder.current());
            }
            RunLock lock = acquire(key, runFolder);
            HELD.add(key);
            return lock;
        }
    }

    /// The process that holds the lock now, without touching the lock.
    static Optional<Holder> heldBy(Path lockFile) throws IOException {
        synchronized (HELD) {
            if (!Files.exists(lockFile)) {
                return Optional.empty();
            }
            if (HELD.contains(lockFile.toRealPath())) {
                return Optional.of(Holder.current());
            }
            return Holder.parse(Files.readString(lockFile)).filter(Holder::mayBeAlive);
        }
    }

    private static RunLock acquire(Path file, Path runFolder) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean acquired = false;
        try {
            if (!tryLock(channel)) {
                throw new JournalException.Locked(
                        runFolder, holder(channel).orElse(new Holder(0, "an unknown host", "")));
            }
            Optional<Holder> abandonedBy = holder(channel);
            byte[] text = Holder.current().text().getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(text), 0);
            channel.truncate(text.length);
            acquired = true;
            return new RunLock(file, channel, abandonedBy);
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException heldByAnotherLoaderOfThisClass) {
            return false;
        }
    }

    private static Optional<Holder> holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        return Holder.parse(new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Holder> abandonedBy() {
        return abandonedBy;
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (HELD.remove(key)) {
                try (channel) {
                    channel.truncate(0);
                }
            }
        }
    }
}
