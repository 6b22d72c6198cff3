package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/// Where files and folders are written before they are renamed to their final place. What lies here belongs to nobody
/// once its process has ended.
record TemporaryFolder(Path folder, JournalIo io) {

    /// A new name that no other process takes; nothing exists under it yet.
    Path newName() throws IOException {
        io.createDirectories(folder);
        return folder.resolve(UUID.randomUUID().toString());
    }
}
