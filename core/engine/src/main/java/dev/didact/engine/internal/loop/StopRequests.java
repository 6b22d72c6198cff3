package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.workspace.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How one process asks the run of another to stop: by a file in the run's folder, which its writer looks for now and
/// then.
final class StopRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopRequests.class);
    private static final long EVERY_MILLIS = 250;

    private final Path file;
    private final Thread watcher;

    /// Watches for requests, forgetting those of the past.
    ///
    /// @param onRequest called once when there is one
    StopRequests(RunFolder folder, Runnable onRequest) {
        this.file = file(folder);
        forget();
        this.watcher = Thread.ofVirtual().name("didact-stop-" + folder.number()).start(() -> watch(onRequest));
    }

    /// Asks the writer of a run to stop.
    static void ask(RunFolder folder) {
        try {
            Files.writeString(file(folder), "stop\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(RunFolder folder) {
        return folder.folder().resolve("stop");
    }

    private void watch(Runnable onRequest) {
        try {
            while (!Files.exists(file)) {
                Thread.sleep(EVERY_MILLIS);
            }
            onRequest.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("an old request to stop could not be removed", e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        forget();
    }
}
