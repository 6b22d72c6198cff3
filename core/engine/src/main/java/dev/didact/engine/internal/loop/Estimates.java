package dev.didact.engine.internal.loop;

import dev.didact.engine.Estimate;
import dev.didact.engine.internal.document.YamlWriter;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.record.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was last expected of each recipe that was checked or previewed in a workspace, so that the run can be held
/// against it. A missing or unreadable entry only means that there is nothing to hold it against.
///
/// @param folder where they are noted
record Estimates(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Estimates.class);

    /// What was expected of a recipe with these settings and this arm.
    Optional<Estimate> find(Recipe recipe) {
        try {
            Path file = file(recipe);
            return Files.exists(file)
                    ? Optional.of(Records.strictly(Files.readAllBytes(file), Estimate.class))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("a noted estimate cannot be read and is left out", e);
            return Optional.empty();
        }
    }

    /// Notes what is expected of a recipe.
    void put(Recipe recipe, Estimate estimate) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "estimate", ".tmp");
            Files.write(draft, Records.bytes(estimate));
            Files.move(draft, file(recipe), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("an estimate could not be noted; the run will not be held against it", e);
        }
    }

    private Path file(Recipe recipe) {
        return folder.resolve(Hashes.fields("estimate")
                .text("recipe", YamlWriter.write(recipe.document()))
                .sha256());
    }
}
