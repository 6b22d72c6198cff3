package dev.didact.engine.internal.loop;

import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalSettings;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a run does when its disk fails: it stands still, and its journal says why as far as the disk takes it.
final class DiskPause {
    private static final Logger LOG = LoggerFactory.getLogger(DiskPause.class);

    private DiskPause() {}

    /// The failure of the disk behind a failure, if it is one that nobody has told yet.
    static Optional<JournalException> behind(Throwable failure, Path folder) {
        for (Throwable at = failure; at != null && !(at instanceof ProblemException); at = at.getCause()) {
            if (at instanceof JournalException disk) {
                return Optional.of(disk);
            }
            if (at instanceof IOException failed
                    && JournalException.of(folder, failed) instanceof JournalException.NoSpace full) {
                return Optional.of(full);
            }
        }
        return Optional.empty();
    }

    /// Writes down that a run stands still. Its journal was closed and is opened again: what a failed write may have
    /// left is read and cut off, and nothing is taken for durable that was not.
    ///
    /// Where the disk does not take it, the run is one that was broken off, which goes on all the same.
    static void write(RunFolder folder, JournalSettings settings, RunEvent.Finished paused) {
        try (Journal journal = folder.open(settings)) {
            journal.appendDurably(Kinds.PAUSED, Records.write(paused));
        } catch (JournalException e) {
            LOG.warn("run {} stands still, which its disk does not take either", folder.number(), e);
        }
    }
}
