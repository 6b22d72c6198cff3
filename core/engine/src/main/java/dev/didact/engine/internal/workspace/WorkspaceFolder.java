package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A workspace: `folder` itself holds `runs` and `checkpoints`; by default it is called `.didact`. Safe for
/// use by several threads and several processes. The folder is made when something is first written to it.
public record WorkspaceFolder(Path folder, JournalIo io) {

    /// Makes the folder of a new run. Its number is the one after the highest; of several that want the same number one
    /// gets it and the others take the next.
    ///
    /// @throws JournalException if it cannot be made
    public RunFolder newRun() {
        Path runs = runsFolder();
        try {
            io.createDirectories(runs);
        } catch (IOException e) {
            throw JournalException.ofFolder(folder, e);
        }
        try {
            int number = runs().stream().mapToInt(RunFolder::number).max().orElse(0) + 1;
            while (!make(runs.resolve(Integer.toString(number)))) {
                number++;
            }
            io.forceDirectory(runs);
            return new RunFolder(number, runs.resolve(Integer.toString(number)));
        } catch (IOException e) {
            throw JournalException.of(runs, e);
        }
    }

    /// The runs by number.
    public List<RunFolder> runs() {
        Path runs = runsFolder();
        try {
            return io.list(runs).stream()
                    .filter(entry -> entry.getFileName().toString().matches("[1-9][0-9]{0,8}"))
                    .map(entry ->
                            new RunFolder(Integer.parseInt(entry.getFileName().toString()), entry))
                    .sorted(Comparator.comparingInt(RunFolder::number))
                    .toList();
        } catch (IOException e) {
            throw JournalException.of(runs, e);
        }
    }

    /// The run of a number.
    public Optional<RunFolder> run(int number) {
        Path run = runsFolder().resolve(Integer.toString(number));
        return number > 0 && io.exists(run) ? Optional.of(new RunFolder(number, run)) : Optional.empty();
    }

    /// What learners returned.
    public Checkpoints checkpoints() {
        return new Checkpoints(folder.resolve("checkpoints"), temporary(), io);
    }

    /// What is too large for a line of a journal.
    public Blobs blobs() {
        return new Blobs(folder.resolve("blobs"), temporary(), io);
    }

    /// Deletes what was still being written by processes that are gone.
    public void sweep() {
        temporary().sweep();
    }

    /// Where a [ScratchFile] is made; what a process leaves there whose system keeps the name of an open file is swept.
    public Path scratch() {
        return folder.resolve("temporary");
    }

    private TemporaryFolder temporary() {
        return new TemporaryFolder(scratch(), io);
    }

    private Path runsFolder() {
        return folder.resolve("runs");
    }

    private boolean make(Path run) throws IOException {
        try {
            io.createDirectory(run);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }
}
