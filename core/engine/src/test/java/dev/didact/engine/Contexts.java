package dev.didact.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Contexts for tests: random seed 7, two threads, a clock that stands still.
public final class Contexts {
    private Contexts() {}

    /// A context whose relative paths start at a folder.
    public static OpenContext at(Path folder) {
        return at(folder, Map.of(), (_, _, _) -> {});
    }

    /// Such a context with secrets, which tells how far a long piece of work is.
    ///
    /// @param environment where secrets are looked up
    public static OpenContext at(Path folder, Map<String, String> environment, OpenContext.Progress progress) {
        return OpenContext.of(
                new OpenContext.Settings(7, folder, 2, InstantSource.fixed(Instant.EPOCH), environment, progress));
    }
}
