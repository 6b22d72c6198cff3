package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.exchange.Exchange;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.model.CallBegun;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.reuse.EarlierAnswers;
import dev.didact.engine.internal.workspace.Blobs;
import dev.didact.engine.internal.workspace.Kinds;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The log of a run that goes on: takes what the interrupted round left, then writes.
final class JournaledLog implements RunLog {
    /// The largest body that stands in the journal itself.
    private static final int LARGEST_IN_LINE = 64 * 1024;

    private final Journal journal;
    private final CallLog previews;
    private final EarlierAnswers earlier;
    private final Blobs blobs;
    private volatile Recorded recorded;

    /// @param recorded what the interrupted round left
    /// @param previews answers that were kept outside the run
    /// @param earlier answers that were given to other runs
    /// @param blobs where answers are kept that are too large for a line
    JournaledLog(Journal journal, Recorded recorded, CallLog previews, EarlierAnswers earlier, Blobs blobs) {
        this.earlier = earlier;
        this.blobs = blobs;
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

    /// The answer is copied, so that this run can be read, derived again and exported without the other.
    @Override
    public Optional<CallRecord> reuse(CallBegun call, String response) {
        Optional<CallRecord> given = earlier.find(call, response);
        given.ifPresent(this::write);
        return given;
    }

    @Override
    public Begun begin(CallBegun call) {
        CompletableFuture<EventPlace> written = journal.append(Kinds.CALL_STARTED, Records.bytes(call));
        return () -> RunLog.durable(written);
    }

    @Override
    public void keep(CallRecord answered) {
        write(answered.with(answered.exchanges().stream().map(this::inLine).toList()));
    }

    private void write(CallRecord answered) {
        RunLog.durable(journal.append(Kinds.CALL, Records.bytes(answered)));
    }

    /// An exchange with its body in a file of its own, if it is large. The file is there before the event that names
    /// it.
    private Exchange inLine(Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered && answered.content().size() > LARGEST_IN_LINE) {
            return answered.with(
                    new Exchange.Content.Blob(blobs.add(answered.content().bytes())));
        }
        return exchange;
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
