package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is too large for a line of a journal: files named by the SHA-256 of their content, shared by all runs of a
/// workspace and never written to again. Safe for use by several threads and processes.
public final class Blobs {
    private final Path folder;
    private final TemporaryFolder temporary;
    private final JournalIo io;

    Blobs(Path folder, TemporaryFolder temporary, JournalIo io) {
        this.folder = folder;
        this.temporary = temporary;
        this.io = io;
    }

    /// Keeps a content and returns its SHA-256, once it is on the disk under that name.
    ///
    /// @throws JournalException if it could not be stored
    public String add(byte[] content) {
        String sha256 = Hashes.sha256(content);
        Path place = place(sha256);
        try {
            Path shelf = folder.resolve(sha256.substring(0, 2));
            io.createDirectories(shelf);
            if (!io.exists(place)) {
                write(content, place);
            }
            io.forceDirectory(shelf);
            return sha256;
        } catch (IOException e) {
            throw JournalException.of(place, e);
        }
    }

    private void write(byte[] content, Path place) throws IOException {
        try (Draft draft = temporary.draft()) {
            try (JournalIo.Appending file = io.append(draft.place())) {
                file.append(ByteBuffer.wrap(content));
                file.force();
            }
            try {
                io.rename(draft.place(), place);
            } catch (FileSystemException e) {
                // Another process may have kept the same meanwhile; then this file is not needed.
                if (!io.exists(place)) {
                    throw e;
                }
            }
        }
    }

    /// A content by its SHA-256.
    ///
    /// @throws JournalException if it is not there, or is not what was kept
    public byte[] read(String sha256) {
        Path place = place(sha256);
        try {
            byte[] content = Files.readAllBytes(place);
            if (!Hashes.sha256(content).equals(sha256)) {
                throw new JournalException.Damaged(place, 0, "its content does not have the hash it is named by");
            }
            return content;
        } catch (IOException e) {
            throw JournalException.of(place, e);
        }
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }
}
