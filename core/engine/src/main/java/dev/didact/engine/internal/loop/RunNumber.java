package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.workspace.RunFolder;
import dev.didact.engine.internal.workspace.WorkspaceFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folder of a run, made when it is first needed: a recipe that cannot run takes no number.
final class RunNumber {
    private final Optional<WorkspaceFolder> workspace;
    private @Nullable RunFolder folder;

    /// A run that has no number yet.
    RunNumber(WorkspaceFolder workspace) {
        this.workspace = Optional.of(workspace);
    }

    /// A run that has its number.
    RunNumber(RunFolder folder) {
        this.workspace = Optional.empty();
        this.folder = folder;
    }

    /// The run's folder.
    synchronized RunFolder folder() {
        RunFolder known = folder;
        if (known == null) {
            known = workspace.orElseThrow().newRun();
            folder = known;
        }
        return known;
    }

    /// The folder for what instances of contributions keep as long as the run.
    Path work() {
        return folder().folder().resolve("work");
    }
}
