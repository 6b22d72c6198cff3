package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The marked events of a run's journal: those of sealed segments stand where their seals say, those of the last one
/// are looked for in it. Each that is handed out is checked, the lines between them are not.
final class MarkedEvents {

    private static final int FIRST_READ = 1 << 16;

    private final Segments segments;
    private final Predicate<String> kinds;

    MarkedEvents(Segments segments, Predicate<String> kinds) {
        this.segments = segments;
        this.kinds = kinds;
    }

    /// All of them, in order.
    Stream<Event> all() {
        var reader = new JournalReader(segments, kinds);
        try {
            List<Seal.Mark> sealed = new ArrayList<>();
            int segment = 1;
            Optional<Seal> seal = segments.seal(segment);
            while (seal.isPresent()) {
                seal.get().marks().stream()
                        .filter(mark -> kinds.test(mark.kind()))
                        .forEach(sealed::add);
                seal = segments.seal(++segment);
            }
            if (segment > 1) {
                reader.behind(segment - 1);
            }
            Stream<Event> rest = reader.stream();
            return Stream.concat(sealed.stream().map(mark -> reader.at(mark.place())), rest);
        } catch (IOException e) {
            throw JournalException.of(segments.folder(), e);
        }
    }

    /// The last of them. A segment without a seal is read backward; if a line of it is not what was written, the whole
    /// journal is read from its first event on, which tells an unfinished end from damage.
    Optional<Event> last() {
        try {
            for (int segment = segments.last(); segment > 0; segment--) {
                Optional<Seal> seal = segments.seal(segment);
                Found found = seal.isPresent() ? new Found(lastMark(seal.get()), false) : last(segment);
                if (found.bad) {
                    return lastForward();
                }
                if (found.event.isPresent()) {
                    return found.event;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw JournalException.of(segments.folder(), e);
        }
    }

    private Optional<Event> lastMark(Seal seal) {
        return seal.marks().reversed().stream()
                .filter(mark -> kinds.test(mark.kind()))
                .findFirst()
                .map(mark -> new JournalReader(segments, kinds).at(mark.place()));
    }

    private record Found(Optional<Event> event, boolean bad) {
        static final Found NOTHING = new Found(Optional.empty(), false);
    }

    private Optional<Event> lastForward() {
        try (var reader = new JournalReader(segments, kinds)) {
            Optional<Event> last = Optional.empty();
            for (Optional<Event> next = reader.next(); next.isPresent(); next = reader.next()) {
                last = next;
            }
            return last;
        }
    }

    /// Reads a segment backward in pieces. A piece grows with the line that it ends in, so that a long line is not
    /// copied once for each of its pieces; what stands behind the last line end is not there yet.
    private Found last(int segment) throws IOException {
        Path path = segments.file(segment);
        try (JournalIo.Reading file = segments.io().read(path)) {
            byte[] rest = new byte[0];
            for (long from = file.size(); from > 0; ) {
                int length = (int) Math.min(from, Math.max(FIRST_READ, rest.length));
                from -= length;
                byte[] bytes = joined(file.read(from, length), rest);
                int end = -1;
                for (int i = bytes.length - 1; i >= -1; i--) {
                    boolean start = i < 0 ? from == 0 : bytes[i] == '\n';
                    if (start && end >= 0) {
                        Found found = at(bytes, i + 1, end, segment, from);
                        if (found.bad || found.event.isPresent()) {
                            return found;
                        }
                    }
                    if (start) {
                        end = i;
                    }
                }
                rest = Arrays.copyOf(bytes, end + 1);
            }
            return Found.NOTHING;
        }
    }

    private Found at(byte[] bytes, int from, int to, int segment, long offset) {
        if (Line.kind(bytes, from, to).filter(kinds).isEmpty()) {
            return Found.NOTHING;
        }
        Optional<Event> event = Line.decode(bytes, from, to)
                .map(line -> new Event(
                        new EventPlace(line.seq(), segment, offset + from, to - from + 1),
                        Instant.parse(line.at()),
                        line.kind(),
                        EventData.read(bytes, line.dataFrom(), line.dataTo())));
        return new Found(event, event.isEmpty());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
