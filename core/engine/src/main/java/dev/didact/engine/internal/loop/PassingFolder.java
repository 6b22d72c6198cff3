package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.workspace.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for what instances keep as long as a piece of work that is no run. It lies where the system has its
/// temporary files, is made when somebody first asks for it, and is gone with the work.
final class PassingFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PassingFolder.class);

    private Optional<Path> made = Optional.empty();

    synchronized Path path() {
        if (made.isEmpty()) {
            try {
                made = Optional.of(Files.createTempDirectory("didact-work-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return made.get();
    }

    @Override
    public synchronized void close() {
        made.ifPresent(PassingFolder::delete);
        made = Optional.empty();
    }

    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            LOG.warn("{} is left behind", folder, e);
        }
    }
}
