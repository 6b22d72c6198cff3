package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// The segments of one run: their names, and the examination of the last one, from which a writer goes on.
record Segments(JournalIo io, Path folder) {

    /// How far the last segment is whole.
    ///
    /// @param wholeSize the size of its whole part
    /// @param size the size of all of it
    /// @param before sequence number of the event before it
    /// @param chain its last line
    /// @param marks its marked events
    /// @param sealed whether its last line is its seal
    record Examined(long wholeSize, long size, long before, Chain chain, List<Seal.Mark> marks, boolean sealed) {}

    static Segments of(JournalIo io, Path runFolder) {
        return new Segments(io, runFolder.resolve("journal"));
    }

    Path file(int segment) {
        return folder.resolve(String.format(Locale.ROOT, "%06d.jsonl", segment));
    }

    /// The number of the last segment, 0 if there is none.
    ///
    /// @throws JournalException.Damaged if one is missing between the first and the last
    int last() throws IOException {
        List<Path> files = io.list(folder).stream()
                .filter(file -> file.getFileName().toString().matches("[0-9]{6,}\\.jsonl"))
                .toList();
        for (int i = 0; i < files.size(); i++) {
            if (!io.exists(file(i + 1))) {
                throw new JournalException.Damaged(file(i + 1), 0, "the segment is missing");
            }
        }
        return files.size();
    }

    /// Examines a segment that is not sealed, from the end of the one before it. A bad line ends its whole part, unless
    /// a later line says that what stood there had been forced to the disk.
    ///
    /// @param marked tells the kinds of marked events
    /// @throws JournalException.Damaged if it had been forced, or if the end of the segment before it is bad
    Examined examine(int segment, Predicate<String> marked) throws IOException {
        List<Seal.Mark> marks = new ArrayList<>();
        boolean sealed = false;
        Chain chain = segment == 1 ? Chain.START : lastOf(segment - 1);
        long before = chain.seq();
        try (LineCursor cursor = new LineCursor(io.read(file(segment)), 0)) {
            long whole = 0;
            while (cursor.advance()) {
                Optional<Line> line = Line.decode(cursor.bytes(), cursor.from(), cursor.to());
                if (line.isEmpty() || !chain.isFollowedBy(line.get())) {
                    requireFollowed(segment - 1, whole, chain.seq() + 1, line);
                    requireUnforced(segment, whole, chain.seq() + 1, cursor);
                    break;
                }
                chain = line.get().asChain();
                whole = cursor.end();
                sealed = line.get().kind().equals(Seal.KIND);
                if (marked.test(line.get().kind())) {
                    marks.add(new Seal.Mark(line.get().kind(), cursor.place(chain.seq(), segment)));
                }
            }
            return new Examined(whole, cursor.size(), before, chain, marks, sealed);
        }
    }

    /// A segment that begins with a later event than the next one shows that the segment before it lost its end.
    private void requireFollowed(int before, long whole, long seq, Optional<Line> first) throws IOException {
        if (before > 0 && whole == 0 && first.filter(line -> line.seq() > seq).isPresent()) {
            try (JournalIo.Reading file = io.read(file(before))) {
                throw new JournalException.Damaged(
                        file(before), file.size(), "event " + seq + " had been stored there and is missing");
            }
        }
    }

    /// Goes through what stands from the bad line on, and looks for a mark that covers it.
    private void requireUnforced(int segment, long offset, long seq, LineCursor cursor) throws IOException {
        do {
            if (Line.highestMark(cursor.bytes(), cursor.from(), cursor.to()) >= seq) {
                throw new JournalException.Damaged(
                        file(segment), offset, "event " + seq + " had been stored there and cannot be read");
            }
        } while (cursor.advance());
    }

    /// The last line of a segment that is followed by another.
    Chain lastOf(int segment) throws IOException {
        return atEnd(segment, (line, _) -> line.map(Line::asChain))
                .orElseThrow(() -> new JournalException.Damaged(
                        file(segment), 0, "the last line of a sealed segment cannot be read"));
    }

    /// The seal of a segment; empty where there is no such segment, or it is still being written.
    Optional<Seal> seal(int segment) throws IOException {
        return io.exists(file(segment))
                ? atEnd(segment, (line, bytes) -> line.flatMap(last -> Seal.of(last, bytes, segment)))
                : Optional.empty();
    }

    /// Takes the last line of a segment, if it can be read, with the bytes that hold it.
    private <T> Optional<T> atEnd(int segment, BiFunction<Optional<Line>, byte[], Optional<T>> take)
            throws IOException {
        try (JournalIo.Reading file = io.read(file(segment))) {
            long size = file.size();
            for (long length = Math.min(size, 1 << 16); ; length = Math.min(size, length * 4)) {
                byte[] end = file.read(size - length, Math.toIntExact(length));
                int from = startOfLastLine(end);
                if (from > 0 || length == size) {
                    boolean finished = from < end.length && end[end.length - 1] == '\n';
                    return take.apply(finished ? Line.decode(end, from, end.length - 1) : Optional.empty(), end);
                }
            }
        }
    }

    private static int startOfLastLine(byte[] bytes) {
        int at = Math.max(bytes.length - 1, 0);
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }
}
