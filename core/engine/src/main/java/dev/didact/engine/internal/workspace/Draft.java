package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A place for something that is still being written, in a folder that is locked as long as this is open. What still
/// lies there when it is closed is deleted.
public final class Draft implements AutoCloseable {
    /// The file whose lock says that the folder is in use.
    static final String LOCK = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(Draft.class);

    private final Path folder;
    private final JournalIo.Lock lock;

    /// @param lock that of the folder's [#LOCK]
    Draft(Path folder, JournalIo.Lock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Where to write a file or a folder, on the file system of the workspace.
    public Path place() {
        return folder.resolve("content");
    }

    /// The lock file goes while the lock is held: whoever gets the lock of a file that is gone knows that he must look
    /// for another folder.
    @Override
    public void close() {
        try (lock) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path entry : walk.sorted(Comparator.reverseOrder()).toList()) {
                    if (!entry.equals(folder)) {
                        Files.deleteIfExists(entry);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("what is left in {} could not be deleted", folder, e);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} is in use again", folder, e);
        }
    }
}
