package dev.didact.engine.internal.similarity;

import dev.didact.engine.internal.workspace.ScratchFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Sketches in the order in which they came, and which of them is most like another one.
///
/// Locality-sensitive hashing (Indyk and Motwani 1998; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets,
/// chapter 3): a sketch is cut into 20 bands of 6 bytes, and only sketches that share a whole band with the one that is
/// asked for are compared. One that is like it by `s` is found with probability `1 - (1 - s^6)^20`: 0.998 at 0.8, 0.92
/// at 0.7, 0.27 at 0.5, 0.001 at 0.2. Of each band, those that came last are compared, [#MOST] of them: many texts that
/// share a band are alike anyway.
///
/// A sketch takes 208 bytes, 4 more for each band as the head of a chain, and up to as much again while there is room
/// for more. All of it is on the heap while it is small and in mapped [ScratchFile]s after that. For one thread.
public final class SketchIndex implements AutoCloseable {
    /// A sketch that was found.
    ///
    /// @param position how many came before it
    /// @param tag what was added with it
    /// @param similarity how like it is, from 0 to 1
    public record Match(int position, long tag, double similarity) {}

    private static final int BAND = 6;
    private static final int BANDS = Sketch.BYTES / BAND;
    private static final int MOST = 256;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    /// A sketch, its tag, and for each band the position, plus 1, of the sketch before it in its chain.
    private static final long ENTRY = Sketch.BYTES + LONG.byteSize() + BANDS * INT.byteSize();

    private static final int PAGE_BITS = 12;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int FIRST_HEADS = 1 << 10;

    private final Supplier<Path> scratch;
    private final List<MemorySegment> pages = new ArrayList<>();
    private final List<Arena> mapped = new ArrayList<>();
    private Optional<Arena> mappedHeads = Optional.empty();
    private int slots = FIRST_HEADS;
    private MemorySegment heads = MemorySegment.ofArray(new int[BANDS * slots]);
    private int size;

    /// @param scratch where files are made once they are needed
    public SketchIndex(Supplier<Path> scratch) {
        this.scratch = scratch;
    }

    /// How many there are.
    public int size() {
        return size;
    }

    /// The sketch of a text.
    public static byte[] sketch(String text) {
        return Sketch.of(text);
    }

    /// Adds a sketch behind the others.
    ///
    /// @param tag what to find with it
    public void add(byte[] sketch, long tag) {
        if (sketch.length != Sketch.BYTES) {
            throw new IllegalArgumentException("a sketch of " + sketch.length + " bytes, not " + Sketch.BYTES);
        }
        if (size == slots) {
            grow();
        }
        if (size == pages.size() * PAGE) {
            pages.add(pages.isEmpty() ? MemorySegment.ofArray(new byte[(int) (PAGE * ENTRY)]) : page());
        }
        MemorySegment.copy(sketch, 0, page(size), BYTE, offset(size), Sketch.BYTES);
        page(size).set(LONG, offset(size) + Sketch.BYTES, tag);
        link(size, sketch);
        size++;
    }

    /// The sketch that is most like one, of those that share a band with it; the first of them where several are.
    public Optional<Match> nearest(byte[] sketch) {
        int best = -1;
        double similarity = -1;
        for (int band = 0; band < BANDS; band++) {
            int position = heads.getAtIndex(INT, head(band, sketch)) - 1;
            for (int seen = 0; position >= 0 && seen < MOST; position = before(position, band)) {
                byte[] other = at(position);
                if (shares(band, sketch, other)) {
                    seen++;
                    double found = Sketch.similarity(sketch, other);
                    if (found > similarity || (found == similarity && position < best)) {
                        best = position;
                        similarity = found;
                    }
                }
            }
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(new Match(best, page(best).get(LONG, offset(best) + Sketch.BYTES), similarity));
    }

    private void link(int position, byte[] sketch) {
        for (int band = 0; band < BANDS; band++) {
            long head = head(band, sketch);
            page(position).set(INT, next(position, band), heads.getAtIndex(INT, head));
            heads.setAtIndex(INT, head, position + 1);
        }
    }

    private int before(int position, int band) {
        return page(position).get(INT, next(position, band)) - 1;
    }

    private byte[] at(int position) {
        return page(position).asSlice(offset(position), Sketch.BYTES).toArray(BYTE);
    }

    private static boolean shares(int band, byte[] one, byte[] other) {
        for (int i = band * BAND; i < (band + 1) * BAND; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where the chain of a band begins.
    private long head(int band, byte[] sketch) {
        long key = 0;
        for (int i = band * BAND; i < (band + 1) * BAND; i++) {
            key = (key << Byte.SIZE) | (sketch[i] & 0xFF);
        }
        long hash = (key + band) * 0x9E3779B97F4A7C15L;
        return (long) band * slots + ((hash ^ (hash >>> 32)) & (slots - 1));
    }

    private MemorySegment page(int position) {
        return pages.get(position >>> PAGE_BITS);
    }

    private static long offset(int position) {
        return (position & (PAGE - 1)) * ENTRY;
    }

    private static long next(int position, int band) {
        return offset(position) + Sketch.BYTES + LONG.byteSize() + band * INT.byteSize();
    }

    private MemorySegment page() {
        Arena arena = Arena.ofShared();
        mapped.add(arena);
        return map(PAGE * ENTRY, arena);
    }

    /// Twice as many chains, each in the order in which its sketches came.
    private void grow() {
        slots *= 2;
        Optional<Arena> before = mappedHeads;
        Arena arena = Arena.ofShared();
        mappedHeads = Optional.of(arena);
        heads = map(INT.byteSize() * BANDS * slots, arena);
        before.ifPresent(Arena::close);
        for (int position = 0; position < size; position++) {
            link(position, at(position));
        }
    }

    private MemorySegment map(long bytes, Arena arena) {
        try (ScratchFile file = ScratchFile.in(scratch.get())) {
            return file.map(bytes, arena);
        }
    }

    /// Gives its space back; the index is of no use after that.
    @Override
    public void close() {
        mapped.forEach(Arena::close);
        mapped.clear();
        mappedHeads.ifPresent(Arena::close);
        mappedHeads = Optional.empty();
    }
}
