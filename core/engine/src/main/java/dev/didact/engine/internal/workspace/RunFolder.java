package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.Holder;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.journal.JournalSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /// Reads the events of some kinds; see [Journal#read(Path, JournalIo, Predicate)].
    public JournalReader read(Set<String> kinds) {
        return Journal.read(folder, JournalIo.files(), kinds::contains);
    }

    /// Reads the events of some kinds from a place on; see [Journal#read(Path, Predicate, EventPlace)].
    public JournalReader read(Set<String> kinds, EventPlace from) {
        return Journal.read(folder, kinds::contains, from);
    }

    /// Reads one event again; see [JournalReader#at].
    public Event at(EventPlace place) {
        return read().at(place);
    }

    /// The events of some marked kinds; see [Journal#marked].
    public Stream<Event> marked(Set<String> kinds) {
        return Journal.marked(folder, kinds::contains);
    }

    /// The last event of some marked kinds; see [Journal#last].
    public Optional<Event> last(Set<String> kinds) {
        return Journal.last(folder, kinds::contains);
    }

    /// The process that writes the run now.
    public Optional<Holder> writer() {
        return Journal.writerOf(folder);
    }
}
