package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.engine.internal.journal.EventData;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.ScratchFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Items that are done before their turn. They wait on the heap as long as all of them together are small, and in a
/// [ScratchFile] beyond that: one call that hangs holds back thousands of items, and the heap must not hold them all.
/// Safe for use by many threads.
final class Waiting implements AutoCloseable {
    /// What an item or a sample takes beside its texts, about.
    private static final long EACH = 4_096;

    private final Supplier<Path> scratch;
    private final long mostOnHeap;
    private @Nullable ScratchFile file;
    private long onHeap;
    private long end;
    private int inFile;
    private boolean closed;

    /// @param scratch where the file is made once it is needed
    /// @param mostOnHeap how many bytes may wait on the heap, as far as the texts tell
    Waiting(Supplier<Path> scratch, long mostOnHeap) {
        this.scratch = scratch;
        this.mostOnHeap = mostOnHeap;
    }

    /// Where an item waits.
    sealed interface Kept {}

    private record OnHeap(Worked worked, long bytes) implements Kept {}

    private record InFile(long position, int length) implements Kept {}

    /// Lets an item wait.
    Kept keep(Worked worked) {
        long bytes = bytes(worked);
        synchronized (this) {
            if (onHeap + bytes <= mostOnHeap) {
                onHeap += bytes;
                return new OnHeap(worked, bytes);
            }
        }
        byte[] written = Records.bytes(worked);
        long position;
        ScratchFile to;
        synchronized (this) {
            to = file();
            position = end;
            end += written.length;
            inFile++;
        }
        to.write(position, written);
        return new InFile(position, written.length);
    }

    /// Takes an item whose turn has come.
    Worked take(Kept kept) {
        return switch (kept) {
            case OnHeap(Worked worked, long bytes) -> {
                synchronized (this) {
                    onHeap -= bytes;
                }
                yield worked;
            }
            case InFile(long position, int length) -> {
                byte[] read;
                synchronized (this) {
                    read = file().read(position, length);
                    inFile--;
                    end = inFile == 0 ? 0 : end;
                }
                yield Records.read(EventData.read(read, 0, length), Worked.class);
            }
        };
    }

    private ScratchFile file() {
        if (closed) {
            throw new IllegalStateException("nothing waits any more");
        }
        ScratchFile known = file;
        if (known == null) {
            known = ScratchFile.in(scratch.get());
            file = known;
        }
        return known;
    }

    private static long bytes(Worked worked) {
        long bytes = bytes(worked.item());
        for (Worked.OfItem of : worked.made()) {
            bytes += of.parent().isPresent() ? bytes(of.item()) : 0;
            for (Candidate candidate : of.candidates()) {
                bytes += bytes(candidate.sample());
            }
        }
        return bytes;
    }

    private static long bytes(Item item) {
        long characters = item.content().length()
                + length(item.columns().values())
                + item.passages().stream()
                        .mapToLong(passage -> passage.text().length())
                        .sum();
        return EACH + 2 * characters;
    }

    private static long bytes(Sample sample) {
        long characters = sample.prompt().length()
                + sample.response().length()
                + length(Stream.concat(sample.text().stream(), sample.columns().values().stream())
                        .toList());
        return EACH + 2 * characters;
    }

    private static long length(Collection<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (file != null) {
            file.close();
        }
    }
}
