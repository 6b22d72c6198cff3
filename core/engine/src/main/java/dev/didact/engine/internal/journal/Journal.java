package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The writing end of a run's journal. One per run at a time, held by the run's lock; safe for use by any number of
/// threads.
///
/// Events handed in while the disk is busy wait in a bounded queue and then share one write and one `force`, so the
/// disk's latency is paid per batch. The order of the journal is the order in which events were handed in. Once writing
/// fails, everything waiting and everything that follows fails with the same [JournalException]; the journal has then
/// been cut back to what was acknowledged, and a new [#open] goes on from there.
public final class Journal implements AutoCloseable {

    /// The largest data of one event, in bytes of JSON.
    public static final int LARGEST_EVENT = 16 << 20;

    private static final int LONGEST_BATCH = 4_096;
    private static final int LARGEST_BATCH = 8 << 20;
    private static final long LARGEST_QUEUE = 32L << 20;

    private final Path runFolder;
    private final JournalSettings settings;
    private final JournalIo.Lock runLock;
    private final SegmentWriter writer;
    private final Thread committer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean closing;
    private @Nullable JournalException failure;
    private volatile long lastSeq;

    private Journal(Path runFolder, JournalSettings settings, JournalIo.Lock runLock, SegmentWriter writer) {
        this.runFolder = runFolder;
        this.settings = settings;
        this.runLock = runLock;
        this.writer = writer;
        this.lastSeq = writer.lastSeq();
        // A virtual thread, which code of plugins cannot list: an interrupt would close the file that it writes.
        this.committer = Thread.ofVirtual()
                .name("didact-journal-" + runFolder.getFileName())
                .unstarted(this::commitUntilClosed);
    }

    /// Opens the journal of a run to be written, and makes it if the run has none yet.
    ///
    /// @throws JournalException.Locked if the run is being written
    /// @throws JournalException.Damaged if something that had been stored cannot be read
    /// @throws JournalException if the folder cannot be written
    public static Journal open(Path runFolder, JournalSettings settings) {
        JournalIo io = settings.io();
        try {
            Segments segments = Segments.of(io, runFolder);
            io.createDirectories(segments.folder());
            JournalIo.Lock runLock = io.lock(runFolder.resolve("lock"));
            try {
                var writer = new SegmentWriter(segments, settings.segmentBytes(), settings.marked());
                var journal = new Journal(runFolder, settings, runLock, writer);
                journal.committer.start();
                return journal;
            } catch (IOException | RuntimeException e) {
                runLock.close();
                throw e;
            }
        } catch (IOException e) {
            throw JournalException.of(runFolder, e);
        }
    }

    /// Reads the journal of a run from its first event. Takes no lock and works while the run is being written.
    public static JournalReader read(Path runFolder) {
        return read(runFolder, JournalIo.files(), kind -> true);
    }

    /// Reads the events of some kinds; the data of others are checked but not parsed.
    public static JournalReader read(Path runFolder, JournalIo io, Predicate<String> kinds) {
        return new JournalReader(Segments.of(io, runFolder), kinds);
    }

    /// Reads the events of some kinds from the one at a place on.
    ///
    /// @throws JournalException.Damaged if that one is no longer there
    public static JournalReader read(Path runFolder, Predicate<String> kinds, EventPlace from) {
        return read(runFolder, JournalIo.files(), kinds).from(from);
    }

    /// The events of some kinds that the journal was written to mark, in order; of segments that are sealed no other
    /// line is read. Takes no lock and works while the run is being written. To be closed.
    ///
    /// @throws JournalException.Damaged if one of them is not what was written
    public static Stream<Event> marked(Path runFolder, Predicate<String> kinds) {
        return new MarkedEvents(Segments.of(JournalIo.files(), runFolder), kinds).all();
    }

    /// The last of them.
    ///
    /// @throws JournalException.Damaged if it is not what was written
    public static Optional<Event> last(Path runFolder, Predicate<String> kinds) {
        return new MarkedEvents(Segments.of(JournalIo.files(), runFolder), kinds).last();
    }

    /// The process that writes a run now, as far as can be told without touching its lock.
    public static Optional<Holder> writerOf(Path runFolder) {
        try {
            return RunLock.heldBy(runFolder.resolve("lock"));
        } catch (IOException e) {
            throw JournalException.of(runFolder, e);
        }
    }

    /// Hands in an event. The future completes with its place once the event is on the disk, or with a
    /// [JournalException]. The data are taken as they are now. Waits only while the queue is full, and interruption
    /// does not end that wait, because what was handed in is written in any case. Functions chained to the future
    /// without an executor run on the committing thread and must be brief.
    ///
    /// @throws IllegalArgumentException if the kind is not made of words, or the data are larger than [#LARGEST_EVENT]
    public CompletableFuture<EventPlace> append(String kind, ObjectNode data) {
        return append(kind, EventData.write(data));
    }

    /// The same with the bytes of a JSON object on one line, which are not looked at and not copied.
    public CompletableFuture<EventPlace> append(String kind, byte[] data) {
        if (data.length > LARGEST_EVENT) {
            throw new IllegalArgumentException(
                    "an event has at most " + LARGEST_EVENT + " bytes, '" + kind + "' has " + data.length);
        }
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var waiting = new Waiting(now, Line.kind(kind), data);
        lock.lock();
        try {
            while (isFull() && failure == null && !closing && Thread.currentThread() != committer) {
                drained.awaitUninterruptibly();
            }
            if (failure != null) {
                waiting.acknowledgement.completeExceptionally(failure);
            } else if (closing) {
                waiting.acknowledgement.completeExceptionally(new JournalException.Closed(runFolder));
            } else {
                queue.add(waiting);
                queuedBytes += data.length;
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        return waiting.acknowledgement;
    }

    /// Appends an event and returns once it is on the disk. Not to be called from a function chained to [#append].
    ///
    /// @throws JournalException if it could not be stored
    /// @throws IllegalArgumentException as [#append] does
    public EventPlace appendDurably(String kind, ObjectNode data) {
        try {
            return append(kind, data).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalException failed) {
                throw failed;
            }
            throw e;
        }
    }

    /// The sequence number of the last acknowledged event, 0 if there is none.
    public long lastSeq() {
        return lastSeq;
    }

    /// The torn end of an earlier interrupted write that opening cut off, if there was one.
    public Optional<DroppedTail> droppedTail() {
        return writer.droppedTail();
    }

    /// The writer before this one, if it ended without closing the journal.
    public Optional<Holder> abandonedBy() {
        return runLock.abandonedBy();
    }

    /// Why the journal takes no more events, if writing has failed.
    public Optional<JournalException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is waiting, then gives the run's lock back. Does nothing the second time.
    ///
    /// @throws JournalException if the files could not be closed
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            arrived.signal();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        joinCommitter();
        try (runLock;
                writer) {
            lastSeq = writer.lastSeq();
        } catch (IOException e) {
            throw JournalException.of(runFolder, e);
        }
    }

    private void joinCommitter() {
        boolean interrupted = false;
        while (committer.isAlive()) {
            try {
                committer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isFull() {
        return queue.size() >= LONGEST_BATCH || queuedBytes >= LARGEST_QUEUE;
    }

    private void commitUntilClosed() {
        for (List<Waiting> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            try {
                acknowledge(batch, writer.write(batch));
            } catch (IOException e) {
                stop(batch, e);
                return;
            } catch (RuntimeException | Error e) {
                stop(batch, new IOException("writing broke off: " + e, e));
                return;
            }
        }
    }

    private void acknowledge(List<Waiting> batch, List<EventPlace> places) {
        lastSeq = writer.lastSeq();
        for (int i = 0; i < places.size(); i++) {
            batch.get(i).acknowledgement.complete(places.get(i));
        }
    }

    private void stop(List<Waiting> batch, IOException reason) {
        writer.takeBack(reason);
        refuse(batch, JournalException.of(writer.path(), reason));
    }

    /// Waits for events and takes as many as make one batch; empty once the journal is closed and all are written.
    private List<Waiting> nextBatch() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closing) {
                arrived.awaitUninterruptibly();
            }
            var batch = new ArrayList<Waiting>(Math.min(queue.size(), LONGEST_BATCH));
            long bytes = 0;
            for (Waiting next = queue.peek();
                    next != null && batch.size() < LONGEST_BATCH && bytes < LARGEST_BATCH;
                    next = queue.peek()) {
                batch.add(queue.remove());
                bytes += next.data.length;
            }
            queuedBytes -= bytes;
            drained.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void refuse(List<Waiting> batch, JournalException reason) {
        var refused = new ArrayList<>(batch);
        lock.lock();
        try {
            failure = reason;
            refused.addAll(queue);
            queue.clear();
            queuedBytes = 0;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        for (Waiting waiting : refused) {
            waiting.acknowledgement.completeExceptionally(reason);
        }
    }

    private static final class Waiting implements SegmentWriter.Draft {

        private final Instant at;
        private final String kind;
        private final byte[] data;
        private final CompletableFuture<EventPlace> acknowledgement = new CompletableFuture<>();

        Waiting(Instant at, String kind, byte[] data) {
            this.at = at;
            this.kind = kind;
            this.data = data;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public byte[] data() {
            return data;
        }
    }
}
