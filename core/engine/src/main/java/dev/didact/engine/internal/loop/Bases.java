package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bases that runs of this workspace have learned, by the identity of the lesson: arms of a recipe start from one
/// checkpoint, which is learned once. A missing or unreadable entry only means that the base is learned again.
///
/// @param folder where they are noted
record Bases(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Bases.class);

    Optional<StoredCheckpoint> find(String key, Checkpoints checkpoints) {
        try {
            Path file = folder.resolve(key + ".json");
            return Files.exists(file)
                    ? Optional.of(Records.read(Json.parse(Files.readString(file)), StoredCheckpoint.class))
                            .filter(base -> base.served().isPresent()
                                    || checkpoints.find(base.id()).isPresent())
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("a noted base cannot be read and is learned again", e);
            return Optional.empty();
        }
    }

    void put(String key, StoredCheckpoint base) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "base", ".tmp");
            Files.writeString(draft, Records.write(base).toString());
            Files.move(
                    draft,
                    folder.resolve(key + ".json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("a base could not be noted and will be learned again", e);
        }
    }
}
