package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.RunFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The log of a run that is derived again: nothing is written, every answer and every record must be there.
final class ReplayedLog implements RunLog, AutoCloseable {
    private final RunFolder folder;
    private final JournalReader reader;
    private final Supplier<Path> scratch;
    private volatile Recorded recorded = Recorded.nothing();

    /// @param reader stands before the first event of the first round that is derived
    /// @param scratch where to put what is too large for the heap
    ReplayedLog(RunFolder folder, JournalReader reader, Supplier<Path> scratch) {
        this.folder = folder;
        this.reader = reader;
        this.scratch = scratch;
        nextRound();
    }

    @Override
    public Optional<CallRecord> find(String key) {
        return recorded.call(key);
    }

    @Override
    public void keep(CallRecord answered) {
        throw new Derived.Different("a call to '" + answered.model() + "' comes out that was never made");
    }

    @Override
    public CompletableFuture<EventPlace> write(String kind, Object record) {
        ObjectNode derived = Records.write(record);
        if (!recorded.hasAhead()) {
            throw new Derived.Different("a record comes out that was never written: " + kind + " " + derived);
        }
        return CompletableFuture.completedFuture(recorded.match(kind, derived));
    }

    @Override
    public Recorded recorded() {
        return recorded;
    }

    @Override
    public void nextRound() {
        recorded.close();
        recorded = new Recorded(folder, scratch);
        Optional<Event> event = reader.next();
        while (event.isPresent() && !recorded.add(event.get())) {
            event = reader.next();
        }
    }

    @Override
    public void close() {
        recorded.close();
    }

    @Override
    public boolean replaying() {
        return true;
    }
}
