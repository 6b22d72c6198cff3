package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.Holder;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.journal.JournalSettings;
import java.nio.file.Path;
import java.util.Optional;

/// The folder of one run and the number by which people name it, from 1 in each workspace.
public record RunFolder(int number, Path folder) {

    /// Opens the run's journal to be written; see [Journal#open].
    public Journal open(JournalSettings settings) {
        return Journal.open(folder, settings);
    }

    /// Reads the run's journal; see [Journal#read(Path)].
    public JournalReader read() {
        return Journal.read(folder);
    }

    /// The process that writes the run now.
    public Optional<Holder> writer() {
        return Journal.writerOf(folder);
    }
}
