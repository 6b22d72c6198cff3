package dev.didact.engine.internal.journal;

import dev.didact.engine.internal.identity.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes batches of events to the last segment and starts a new one when it is full. For one thread at a time.
///
/// Between two calls the file holds exactly the forced batches: `size` and `chain` go on only after `force`.
final class SegmentWriter implements Closeable {

    /// An event on its way: its data as JSON bytes.
    interface Draft {

        Instant at();

        String kind();

        byte[] data();
    }

    private final Segments segments;
    private final long segmentBytes;
    private final Optional<DroppedTail> droppedTail;
    private int segment;
    private JournalIo.Appending file;
    private long size;
    private Chain chain;

    /// Opens the last segment, or makes the first, and cuts off a torn end. What remains is forced, since the process
    /// that wrote it may have ended before it could.
    SegmentWriter(Segments segments, long segmentBytes) throws IOException {
        this.segments = segments;
        this.segmentBytes = segmentBytes;
        this.segment = Math.max(segments.last(), 1);
        Path path = segments.file(segment);
        file = segments.io().append(path);
        try {
            Segments.Examined examined = segments.examine(segment);
            size = examined.wholeSize();
            chain = examined.chain();
            long torn = examined.size() - size;
            droppedTail = torn > 0 ? Optional.of(new DroppedTail(path, size, torn)) : Optional.empty();
            if (torn > 0) {
                file.truncate(size);
            }
            file.force();
            segments.io().forceDirectory(segments.folder());
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    Optional<DroppedTail> droppedTail() {
        return droppedTail;
    }

    long lastSeq() {
        return chain.seq();
    }

    Path path() {
        return segments.file(segment);
    }

    /// Appends a batch and returns, once it is on the disk, where each event stands.
    List<EventPlace> write(List<? extends Draft> batch) throws IOException {
        if (size >= segmentBytes) {
            startSegment();
        }
        var bytes = new ByteArrayOutputStream();
        var places = new ArrayList<EventPlace>(batch.size());
        Chain next = chain;
        for (Draft draft : batch) {
            long synced = places.isEmpty() ? chain.seq() : -1;
            byte[] line = Line.encode(next, synced, draft.at(), draft.kind(), draft.data());
            places.add(new EventPlace(next.seq() + 1, segment, size + bytes.size(), line.length + 1));
            next = new Chain(next.seq() + 1, Hashes.sha256(line));
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        file.append(ByteBuffer.wrap(bytes.toByteArray()));
        file.force();
        size += bytes.size();
        chain = next;
        return places;
    }

    /// Takes back what a failed write may have left behind. Where the disk refuses even this, the next opening does it.
    void takeBack(Exception failure) {
        try {
            file.truncate(size);
            file.force();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void startSegment() throws IOException {
        JournalIo.Appending next = segments.io().append(segments.file(segment + 1));
        try {
            segments.io().forceDirectory(segments.folder());
        } catch (IOException e) {
            next.close();
            throw e;
        }
        JournalIo.Appending sealed = file;
        file = next;
        segment++;
        size = 0;
        sealed.close();
    }

    private void closeAfter(Exception failure) {
        try {
            file.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
