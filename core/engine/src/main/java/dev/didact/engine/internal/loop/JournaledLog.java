package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The log of a run that goes on: takes what the interrupted round left, then writes.
final class JournaledLog implements RunLog {
    private final Journal journal;
    private final CallLog previews;
    private volatile Recorded recorded;

    /// @param recorded what the interrupted round left
    /// @param previews answers that were kept outside the run
    JournaledLog(Journal journal, Recorded recorded, CallLog previews) {
        this.journal = journal;
        this.recorded = recorded;
        this.previews = previews;
    }

    @Override
    public Optional<CallRecord> find(String key) {
        return recorded.call(key).or(() -> {
            Optional<CallRecord> previewed = previews.find(key);
            previewed.ifPresent(this::keep);
            return previewed;
        });
    }

    @Override
    public void keep(CallRecord answered) {
        RunLog.durable(journal.append(Kinds.CALL, Records.bytes(answered)));
    }

    @Override
    public CompletableFuture<EventPlace> write(String kind, Object record) {
        if (recorded.hasAhead()) {
            return CompletableFuture.completedFuture(recorded.match(kind, Records.write(record)));
        }
        CompletableFuture<EventPlace> written = journal.append(kind, Records.bytes(record));
        if (kind.equals(Kinds.ROUND) || kind.equals(Kinds.CHECKPOINT) || written.isCompletedExceptionally()) {
            RunLog.durable(written);
        }
        return written;
    }

    @Override
    public Recorded recorded() {
        return recorded;
    }

    @Override
    public void nextRound() {
        recorded.close();
        recorded = Recorded.nothing();
    }

    @Override
    public boolean replaying() {
        return false;
    }
}
