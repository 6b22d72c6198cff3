package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Earlier;
import dev.didact.engine.internal.similarity.SketchIndex;
import dev.didact.engine.internal.workspace.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What one step let through so far in a run, or the lines that were graded before one: by sketches, so that what is
/// like a sample is found among a million. Safe for use by many threads.
final class EarlierSamples implements AutoCloseable {
    /// Below this similarity nothing is like a sample.
    private static final double LEAST = 0.5;

    private final Supplier<Path> scratch;
    private final SketchIndex index;
    private final Deque<Undecided> undecided = new ArrayDeque<>();
    private Optional<ScratchFile> items = Optional.empty();
    private long written;

    /// @param scratch where files are made once they are needed
    EarlierSamples(Supplier<Path> scratch) {
        this.scratch = scratch;
        this.index = new SketchIndex(scratch);
    }

    /// A sample as a journal keeps it.
    ///
    /// @param item id of the item that it was made of
    /// @param sampleIndex place among the samples that its step makes of the item
    /// @param sketch its sketch in Base64
    record Kept(String item, int sampleIndex, String sketch) {}

    private record Undecided(int item, Kept kept) {}

    /// What there is, and what of it is most like a text.
    Earlier of(String text) {
        byte[] sketch = SketchIndex.sketch(text);
        synchronized (this) {
            return new Earlier(
                    index.size(),
                    index.nearest(sketch)
                            .filter(match -> match.similarity() >= LEAST)
                            .map(match -> nearest(match.tag(), match.similarity())));
        }
    }

    /// Adds a sample.
    ///
    /// @param number place of what it comes from in the order in which that is decided
    /// @param item id of the item that it was made of
    void add(int number, String item, int sampleIndex, String text) {
        byte[] sketch = SketchIndex.sketch(text);
        var kept = new Kept(item, sampleIndex, Base64.getEncoder().encodeToString(sketch));
        synchronized (this) {
            add(kept, sketch);
            undecided.add(new Undecided(number, kept));
        }
    }

    /// What was added of all before a number, since this was asked last.
    synchronized List<Kept> takeDecided(int before) {
        List<Kept> taken = new ArrayList<>();
        while (!undecided.isEmpty() && undecided.getFirst().item < before) {
            taken.add(undecided.removeFirst().kept);
        }
        return taken;
    }

    /// Adds again what was taken.
    synchronized void add(List<Kept> taken) {
        taken.forEach(kept -> add(kept, Base64.getDecoder().decode(kept.sketch)));
    }

    private void add(Kept kept, byte[] sketch) {
        byte[] name = kept.item.getBytes(StandardCharsets.UTF_8);
        byte[] entry = ByteBuffer.allocate(2 * Integer.BYTES + name.length)
                .putInt(name.length)
                .putInt(kept.sampleIndex)
                .put(name)
                .array();
        ScratchFile file = items.orElseGet(() -> ScratchFile.in(scratch.get()));
        items = Optional.of(file);
        file.write(written, entry);
        index.add(sketch, written);
        written += entry.length;
    }

    private Earlier.Nearest nearest(long at, double similarity) {
        ScratchFile file = items.orElseThrow();
        ByteBuffer head = ByteBuffer.wrap(file.read(at, 2 * Integer.BYTES));
        byte[] name = file.read(at + 2 * Integer.BYTES, head.getInt());
        return new Earlier.Nearest(new String(name, StandardCharsets.UTF_8), head.getInt(), similarity);
    }

    @Override
    public synchronized void close() {
        items.ifPresent(ScratchFile::close);
        items = Optional.empty();
        index.close();
    }
}
