package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The reading end of a run's journal, for one thread. It checks every line and its link to the line before.
///
/// It may be used while the run is being written: an unfinished last line is not there yet, and after the last event
/// [#next] is empty until there is another. It sees what has been written, which may be one batch more than what has
/// been acknowledged.
public final class JournalReader implements AutoCloseable {

    private final Segments segments;
    private final Predicate<String> kinds;
    private int segment = 1;
    private Chain chain = Chain.START;
    private boolean sealed;
    private @Nullable LineCursor cursor;

    JournalReader(Segments segments, Predicate<String> kinds) {
        this.segments = segments;
        this.kinds = kinds;
    }

    /// Stands before an event instead of before the first one. What was written before it is not looked at.
    ///
    /// @throws JournalException.Damaged if it is no longer there
    JournalReader from(EventPlace place) {
        byte[] bytes = bytesAt(segments.file(place.segment()), place);
        chain = new Chain(place.seq() - 1, lineAt(place, bytes).prev());
        segment = place.segment();
        try {
            reopenAt(place.offset());
        } catch (IOException e) {
            throw JournalException.of(segments.file(segment), e);
        }
        return this;
    }

    /// Stands before the first event of a segment that follows another.
    JournalReader behind(int before) throws IOException {
        chain = segments.lastOf(before);
        segment = before + 1;
        return this;
    }

    /// The next event, or empty if there is none at this moment.
    ///
    /// @throws JournalException.Damaged if a line is not what was written
    /// @throws JournalException.Rewound if events that were read before have been taken back
    /// @throws JournalException if the files cannot be read
    public Optional<Event> next() {
        try {
            return read();
        } catch (IOException e) {
            throw JournalException.of(segments.file(segment), e);
        }
    }

    /// The next event, waiting for it: while there is none, `pause` is called, which lets some time pass and says
    /// whether to go on waiting.
    public Optional<Event> next(BooleanSupplier pause) {
        Optional<Event> event = next();
        while (event.isEmpty() && pause.getAsBoolean()) {
            event = next();
        }
        return event;
    }

    /// The events from here to the present end, read one by one. Closing the stream closes the reader.
    public Stream<Event> stream() {
        var events = new Iterator<Event>() {
            private Optional<Event> ahead = Optional.empty();

            @Override
            public boolean hasNext() {
                if (ahead.isEmpty()) {
                    ahead = JournalReader.this.next();
                }
                return ahead.isPresent();
            }

            @Override
            public Event next() {
                Event event = ahead.or(JournalReader.this::next).orElseThrow(NoSuchElementException::new);
                ahead = Optional.empty();
                return event;
            }
        };
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, characteristics), false)
                .onClose(this::close);
    }

    /// Reads one event again.
    ///
    /// @throws JournalException.Damaged if it is no longer there
    public Event at(EventPlace place) {
        byte[] bytes = bytesAt(segments.file(place.segment()), place);
        return event(lineAt(place, bytes), place, bytes);
    }

    private Line lineAt(EventPlace place, byte[] bytes) {
        return Line.decode(bytes, 0, Math.max(bytes.length - 1, 0))
                .filter(line -> line.seq() == place.seq())
                .orElseThrow(() -> new JournalException.Damaged(
                        segments.file(place.segment()), place.offset(), "event " + place.seq() + " cannot be read"));
    }

    private byte[] bytesAt(Path path, EventPlace place) {
        try (JournalIo.Reading file = segments.io().read(path)) {
            return file.read(place.offset(), place.length());
        } catch (IOException e) {
            throw JournalException.of(path, e);
        }
    }

    private Optional<Event> read() throws IOException {
        while (true) {
            LineCursor lines = cursor;
            if (lines == null) {
                if (!openSegment()) {
                    return Optional.empty();
                }
            } else if (lines.advance()) {
                Optional<Line> line = Line.decode(lines.bytes(), lines.from(), lines.to());
                if (line.filter(chain::isFollowedBy).isPresent()) {
                    chain = line.get().asChain();
                    if (kinds.test(line.get().kind())) {
                        return Optional.of(event(line.get(), lines.place(chain.seq(), segment), lines.bytes()));
                    }
                } else if (!settled(lines.offset())) {
                    return Optional.empty();
                }
            } else if (!sealed && segments.io().exists(segments.file(segment + 1))) {
                sealed = true;
            } else if (lines.size() < lines.end() || (sealed && lines.size() > lines.end())) {
                if (!settled(lines.end())) {
                    return Optional.empty();
                }
            } else if (sealed) {
                lines.close();
                cursor = null;
                sealed = false;
                segment++;
            } else {
                return Optional.empty();
            }
        }
    }

    private boolean openSegment() throws IOException {
        Path file = segments.file(segment);
        if (!segments.io().exists(file)) {
            return false;
        }
        cursor = new LineCursor(segments.io().read(file), 0);
        return true;
    }

    /// Something does not fit at an offset. The segment is examined from the disk, because what was read before may
    /// have been replaced since. It is an unfinished end (false), was finished meanwhile (true), was taken back, or is
    /// damaged.
    private boolean settled(long offset) throws IOException {
        Path file = segments.file(segment);
        Segments.Examined examined = segments.examine(segment, _ -> false);
        reopenAt(offset);
        if (examined.wholeSize() == offset && examined.chain().equals(chain)) {
            if (sealed || segments.io().exists(segments.file(segment + 1))) {
                throw new JournalException.Damaged(file, offset, "event " + (chain.seq() + 1) + " cannot be read");
            }
            return false;
        }
        if (examined.wholeSize() < offset || !nextFits()) {
            throw new JournalException.Rewound(file, offset);
        }
        reopenAt(offset);
        return true;
    }

    private boolean nextFits() throws IOException {
        return cursor != null
                && cursor.advance()
                && Line.decode(cursor.bytes(), cursor.from(), cursor.to())
                        .filter(chain::isFollowedBy)
                        .isPresent();
    }

    private void reopenAt(long offset) throws IOException {
        if (cursor != null) {
            cursor.close();
        }
        cursor = new LineCursor(segments.io().read(segments.file(segment)), offset);
    }

    private static Event event(Line line, EventPlace place, byte[] bytes) {
        return new Event(
                place, Instant.parse(line.at()), line.kind(), EventData.read(bytes, line.dataFrom(), line.dataTo()));
    }

    /// Closes the file that is being read.
    @Override
    public void close() {
        try {
            if (cursor != null) {
                cursor.close();
            }
        } catch (IOException e) {
            throw JournalException.of(segments.file(segment), e);
        }
    }
}
