package dev.didact.engine.internal.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many calls the endpoints of a workspace were found to bear, by endpoint, key and model; what a run begins with.
/// A missing or unreadable entry only means that it is found again.
///
/// @param folder where they are noted
public record LearnedLimits(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(LearnedLimits.class);

    /// What was noted of an endpoint.
    ///
    /// @param endpoint hash of its provider and configuration
    public OptionalInt find(String endpoint) {
        try {
            Path file = folder.resolve(endpoint);
            return Files.exists(file)
                    ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                    : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            LOG.warn("a noted limit cannot be read and is found again", e);
            return OptionalInt.empty();
        }
    }

    /// Notes what an endpoint bears.
    public void put(String endpoint, int limit) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "limit", ".tmp");
            Files.writeString(draft, limit + "\n");
            Files.move(
                    draft,
                    folder.resolve(endpoint),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("a limit could not be noted and will be found again", e);
        }
    }
}
