package dev.didact.engine.internal.workspace;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// Hashes, each with some numbers, in open addressing: the first half of a SHA-256 is where the search for it begins
/// and what tells it from others. It is on the heap while it is small and in a mapped [ScratchFile] after that, where
/// it takes one and a half to three times the 16 bytes of a hash and the 8 of each number. For one thread while
/// anything is added, for many after that.
public final class HashTable implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final int HASH = 2;

    /// How many slots there are at first, and how many there may be on the heap.
    private static final long FIRST = 1 << 8;

    private static final long MOST_ON_HEAP = 1 << 13;

    private final Supplier<Path> folder;
    private final int width;
    private MemorySegment table;
    private Optional<Arena> mapped = Optional.empty();
    private long slots = FIRST;
    private long size;

    /// @param folder where the file is made once it is needed
    /// @param numbers how many numbers stand beside each hash
    public HashTable(Supplier<Path> folder, int numbers) {
        this.folder = folder;
        this.width = HASH + numbers;
        this.table = onHeap(slots);
    }

    /// Adds a hash that is not there yet.
    ///
    /// @param sha256 its hexadecimal digits, or the first 32 of them
    /// @return whether it was not there
    public boolean add(String sha256, long... numbers) {
        if (numbers.length != width - HASH) {
            throw new IllegalArgumentException(numbers.length + " numbers where " + (width - HASH) + " have room");
        }
        if (3 * size >= 2 * slots) {
            grow();
        }
        long high = high(sha256);
        long low = low(sha256);
        long at = slot(high, low) * width;
        if (isTaken(at)) {
            return false;
        }
        set(at, high);
        set(at + 1, low);
        for (int i = 0; i < numbers.length; i++) {
            set(at + HASH + i, numbers[i]);
        }
        size++;
        return true;
    }

    /// The numbers beside a hash, if it is there.
    public Optional<long[]> find(String sha256) {
        long at = slot(high(sha256), low(sha256)) * width;
        if (!isTaken(at)) {
            return Optional.empty();
        }
        long[] numbers = new long[width - HASH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = get(at + HASH + i);
        }
        return Optional.of(numbers);
    }

    /// How many hashes there are.
    public long size() {
        return size;
    }

    private static long high(String sha256) {
        return HexFormat.fromHexDigitsToLong(sha256, 0, 16);
    }

    /// The second half; never 0, which stands for an empty slot.
    private static long low(String sha256) {
        long low = HexFormat.fromHexDigitsToLong(sha256, 16, 32);
        return low == 0 ? 1 : low;
    }

    /// The slot where a hash stands or would stand.
    private long slot(long high, long low) {
        long slot = high & (slots - 1);
        while (isTaken(slot * width) && !(get(slot * width) == high && get(slot * width + 1) == low)) {
            slot = (slot + 1) & (slots - 1);
        }
        return slot;
    }

    private boolean isTaken(long at) {
        return get(at + 1) != 0;
    }

    private void grow() {
        MemorySegment before = table;
        Optional<Arena> mappedBefore = mapped;
        long slotsBefore = slots;
        MemorySegment next = room(slots * 2);
        slots *= 2;
        table = next;
        for (long from = 0; from < slotsBefore * width; from += width) {
            long low = before.getAtIndex(LONG, from + 1);
            if (low != 0) {
                long to = slot(before.getAtIndex(LONG, from), low) * width;
                MemorySegment.copy(before, LONG, from * LONG.byteSize(), table, LONG, to * LONG.byteSize(), width);
            }
        }
        mappedBefore.ifPresent(Arena::close);
    }

    private MemorySegment room(long ofSlots) {
        if (ofSlots <= MOST_ON_HEAP) {
            return onHeap(ofSlots);
        }
        Arena arena = Arena.ofShared();
        try (ScratchFile file = ScratchFile.in(folder.get())) {
            MemorySegment room = file.map(ofSlots * width * LONG.byteSize(), arena);
            mapped = Optional.of(arena);
            return room;
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private MemorySegment onHeap(long ofSlots) {
        return MemorySegment.ofArray(new long[Math.toIntExact(ofSlots * width)]);
    }

    private long get(long index) {
        return table.getAtIndex(LONG, index);
    }

    private void set(long index, long value) {
        table.setAtIndex(LONG, index, value);
    }

    /// Gives its space back; the table is of no use after that.
    @Override
    public void close() {
        mapped.ifPresent(Arena::close);
        mapped = Optional.empty();
    }
}
