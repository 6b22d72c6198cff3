package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where files and folders are written before they are renamed to their final place. Every draft has a folder of its
/// own, which its process keeps locked; the system gives the lock back when the process ends, so what is not locked is
/// nobody's.
public record TemporaryFolder(Path folder, JournalIo io) {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final int TRIES = 10;

    /// A new draft that no other process takes.
    public Draft draft() throws IOException {
        for (int failed = 0; failed < TRIES; failed++) {
            Path own = folder.resolve(UUID.randomUUID().toString());
            io.createDirectories(own);
            Path file = own.resolve(Draft.LOCK);
            try {
                JournalIo.Lock lock = io.lock(file);
                if (io.exists(file)) {
                    return new Draft(own, lock);
                }
                lock.close();
            } catch (JournalException.Locked | NoSuchFileException swept) {
                LOG.debug("{} was swept before it was locked", own, swept);
            }
        }
        throw new IOException("no folder can be made and locked in " + folder);
    }

    /// Deletes what processes left that are gone.
    public void sweep() {
        try {
            for (Path entry : io.list(folder)) {
                sweep(entry);
            }
        } catch (IOException e) {
            LOG.warn("what ended processes left in {} could not be deleted", folder, e);
        }
    }

    private void sweep(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            io.delete(entry);
            return;
        }
        try {
            new Draft(entry, io.lock(entry.resolve(Draft.LOCK))).close();
        } catch (JournalException.Locked | NoSuchFileException inUseOrGone) {
            LOG.debug("{} is in use or gone", entry, inUseOrGone);
        }
    }
}
