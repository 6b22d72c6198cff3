package dev.didact.engine.internal.reuse;

import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.model.CallBegun;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.HashTable;
import dev.didact.engine.internal.workspace.RunFolder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers that other runs of a workspace were given. Of several to the same call it is that of the newest run.
///
/// They are looked for when the first call is to be made that may be answered by one, so that a run that makes none
/// reads nothing. An answer stands in the journal of its run and is read from there; what cannot be read is asked for
/// again. Safe for use by many threads.
public final class EarlierAnswers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierAnswers.class);

    /// Beside each key: the run, and where the answer stands in its journal.
    private static final int NUMBERS = 4;

    private final Map<Integer, RunFolder> runs = new HashMap<>();
    private final Supplier<Path> scratch;
    private Optional<CompletableFuture<HashTable>> places = Optional.empty();

    /// @param runs the runs
    /// @param scratch where to put what is too large for the heap
    public EarlierAnswers(List<RunFolder> runs, Supplier<Path> scratch) {
        runs.forEach(run -> this.runs.put(run.number(), run));
        this.scratch = scratch;
    }

    /// No answer of another run is taken.
    public static EarlierAnswers none() {
        return new EarlierAnswers(List.of(), () -> Path.of(""));
    }

    /// The answer to a call, as one to this call.
    ///
    /// @param response what the call and the one that was answered must have in common
    public Optional<CallRecord> find(CallBegun call, String response) {
        return runs.isEmpty()
                ? Optional.empty()
                : places().find(response).flatMap(numbers -> read(numbers, call, response));
    }

    private Optional<CallRecord> read(long[] numbers, CallBegun call, String response) {
        int run = (int) numbers[0];
        EventPlace place = place(numbers);
        try {
            return Optional.ofNullable(runs.get(run))
                    .map(folder -> Records.read(folder.at(place).data(), CallRecord.class))
                    .filter(given ->
                            given.response().equals(response) && given.request().equals(call.request()))
                    .map(given -> given.reusedFor(call, run, place.seq()));
        } catch (JournalException e) {
            LOG.warn("an answer of run {} cannot be read and is asked for again", run, e);
            return Optional.empty();
        }
    }

    /// On a thread of its own, which nobody interrupts: the thread of a call may be one whose item is not wanted any
    /// more.
    private HashTable places() {
        CompletableFuture<HashTable> wanted;
        synchronized (this) {
            wanted = places.orElseGet(() -> {
                var loading = new CompletableFuture<HashTable>();
                Thread.ofVirtual().name("didact-earlier-answers").start(() -> load(loading));
                return loading;
            });
            places = Optional.of(wanted);
        }
        return wanted.join();
    }

    private void load(CompletableFuture<HashTable> loading) {
        try {
            var table = new HashTable(scratch, NUMBERS);
            runs.values().stream()
                    .sorted(Comparator.comparing(RunFolder::number).reversed())
                    .forEach(run -> load(run, table));
            loading.complete(table);
        } catch (RuntimeException | Error e) {
            loading.completeExceptionally(e);
        }
    }

    private static void load(RunFolder run, HashTable into) {
        try {
            new AnswerFile(run).read((response, place) -> into.add(response, numbers(run.number(), place)));
        } catch (JournalException e) {
            LOG.warn("the answers of run {} cannot be read and are asked for again", run.number(), e);
        }
    }

    private static long[] numbers(int run, EventPlace place) {
        return new long[] {run, place.seq(), (long) place.segment() << Integer.SIZE | place.length(), place.offset()};
    }

    private static EventPlace place(long[] numbers) {
        return new EventPlace(numbers[1], (int) (numbers[2] >> Integer.SIZE), numbers[3], (int) numbers[2]);
    }

    /// Gives its space back.
    @Override
    public void close() {
        Optional<CompletableFuture<HashTable>> loaded;
        synchronized (this) {
            loaded = places;
        }
        loaded.filter(loading -> !loading.isCompletedExceptionally())
                .ifPresent(loading -> loading.join().close());
    }
}
