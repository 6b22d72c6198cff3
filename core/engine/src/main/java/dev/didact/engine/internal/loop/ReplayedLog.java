package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.model.CallRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/// The log of a run that is derived again: nothing is written, every answer and every record must be there.
final class ReplayedLog implements RunLog {
    private final JournalReader reader;
    private volatile Recorded recorded = new Recorded();

    ReplayedLog(JournalReader reader) {
        this.reader = reader;
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
    public CompletableFuture<EventPlace> write(String kind, ObjectNode record) {
        return CompletableFuture.completedFuture(recorded.match(kind, record)
                .orElseThrow(() ->
                        new Derived.Different("a record comes out that was never written: " + kind + " " + record)));
    }

    @Override
    public Recorded recorded() {
        return recorded;
    }

    @Override
    public void nextRound() {
        recorded = new Recorded();
        Optional<Event> event = reader.next();
        while (event.isPresent() && !recorded.add(event.get())) {
            event = reader.next();
        }
    }

    @Override
    public boolean replaying() {
        return true;
    }
}
