package dev.didact.engine.internal.journal;

import dev.didact.engine.internal.identity.Hashes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private final Set<String> marked;
    private final Optional<DroppedTail> droppedTail;
    private final List<Seal.Mark> marks = new ArrayList<>();
    private int segment;
    private JournalIo.Appending file;
    private long size;
    private Chain chain;
    private long before;
    private boolean sealed;

    /// Opens the last segment, or makes the first, and cuts off a torn end. What remains is forced, since the process
    /// that wrote it may have ended before it could.
    SegmentWriter(Segments segments, long segmentBytes, Set<String> marked) throws IOException {
        this.segments = segments;
        this.segmentBytes = segmentBytes;
        this.marked = marked;
        this.segment = Math.max(segments.last(), 1);
        Path path = segments.file(segment);
        file = segments.io().append(path);
        try {
            Segments.Examined examined = segments.examine(segment, marked::contains);
            size = examined.wholeSize();
            chain = examined.chain();
            before = examined.before();
            marks.addAll(examined.marks());
            sealed = examined.sealed();
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
        if (sealed || size >= segmentBytes) {
            seal(batch.getFirst().at());
            startSegment();
        }
        var lines = new ArrayList<byte[]>(batch.size());
        var places = new ArrayList<EventPlace>(batch.size());
        Chain next = chain;
        int bytes = 0;
        for (Draft draft : batch) {
            long synced = places.isEmpty() ? chain.seq() : -1;
            byte[] line = Line.encode(next, synced, draft.at(), draft.kind(), draft.data());
            places.add(new EventPlace(next.seq() + 1, segment, size + bytes, line.length + 1));
            next = new Chain(next.seq() + 1, Hashes.sha256(line));
            bytes += line.length + 1;
            lines.add(line);
        }
        force(together(lines, bytes), next);
        for (int i = 0; i < places.size(); i++) {
            if (marked.contains(batch.get(i).kind())) {
                marks.add(new Seal.Mark(batch.get(i).kind(), places.get(i)));
            }
        }
        return places;
    }

    private static byte[] together(List<byte[]> lines, int size) {
        var bytes = ByteBuffer.allocate(size);
        lines.forEach(line -> bytes.put(line).put((byte) '\n'));
        return bytes.array();
    }

    /// Ends the segment with what it holds, unless that was done before the last start.
    private void seal(Instant at) throws IOException {
        if (!sealed) {
            byte[] seal = new Seal(before + 1, chain.seq(), marks).bytes();
            byte[] line = Line.encode(chain, chain.seq(), at, Seal.KIND, seal);
            var next = new Chain(chain.seq() + 1, Hashes.sha256(line));
            force(together(List.of(line), line.length + 1), next);
            sealed = true;
        }
    }

    private void force(byte[] lines, Chain last) throws IOException {
        var event = new ForceEvent();
        event.begin();
        file.append(ByteBuffer.wrap(lines));
        file.force();
        event.segment = segment;
        event.bytes = lines.length;
        event.lastSeq = last.seq();
        event.commit();
        size += lines.length;
        chain = last;
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
        JournalIo.Appending full = file;
        file = next;
        segment++;
        size = 0;
        before = chain.seq();
        marks.clear();
        sealed = false;
        full.close();
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
