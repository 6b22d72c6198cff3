package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.model.CallRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The log of what is not a run: answers are kept where they can be found again, records are forgotten.
final class ScratchLog implements RunLog {
    private final CallLog calls;

    ScratchLog(CallLog calls) {
        this.calls = calls;
    }

    @Override
    public Optional<CallRecord> find(String key) {
        return calls.find(key);
    }

    @Override
    public void keep(CallRecord answered) {
        calls.keep(answered);
    }

    @Override
    public CompletableFuture<EventPlace> write(String kind, Object record) {
        return new CompletableFuture<>();
    }

    @Override
    public Recorded recorded() {
        return Recorded.nothing();
    }

    @Override
    public void nextRound() {}

    @Override
    public boolean replaying() {
        return false;
    }
}
