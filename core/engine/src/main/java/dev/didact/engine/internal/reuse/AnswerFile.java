package dev.didact.engine.internal.reuse;

import dev.didact.engine.Cassette;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the answers of a run stand in its journal, in a file `answers` beside it. The file is derived: it is brought
/// up to the journal when it is read, and made again if it is missing, damaged, or not of this journal.
///
/// ```
/// (hash 16 bytes, seq, segment and length, offset)*  how many, the last event that was looked at, form, CRC32C
/// ```
///
/// All numbers have 8 bytes. The hash is the first half of the key of an answer. The CRC is over all before it.
///
/// @param run the run
record AnswerFile(RunFolder run) {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFile.class);

    private static final int ENTRY = 5 * Long.BYTES;
    static final int TRAILER = 6 * Long.BYTES;

    /// Changes with what stands in the file.
    static final long FORM = 0x616e_7377_6572_0001L;

    /// Takes an answer.
    interface Into {
        /// One answer.
        ///
        /// @param response its key, or the first half of it
        void add(String response, EventPlace place);

        /// Takes it twice.
        default Into and(Into other) {
            return (response, place) -> {
                add(response, place);
                other.add(response, place);
            };
        }
    }

    /// Reads all answers that another run may take.
    ///
    /// @throws JournalException if the journal cannot be read
    void read(Into into) {
        if (isReplay()) {
            return;
        }
        Optional<Stored> stored = stored().filter(this::isOfThisJournal);
        try (JournalReader reader = stored.map(known -> run.read(Set.of(Kinds.CALL), known.last))
                .orElseGet(() -> run.read(Set.of(Kinds.CALL)))) {
            if (stored.isPresent()) {
                reader.next();
            }
            Optional<Event> further = reader.next();
            if (further.isPresent()) {
                try (var draft = AnswerDraft.beside(file())) {
                    stored.ifPresent(known -> copy(known, into.and(draft::add)));
                    read(further, reader, into.and(draft::add), draft);
                    draft.keep();
                }
            } else {
                stored.ifPresent(known -> copy(known, into));
            }
        }
    }

    private static void read(Optional<Event> first, JournalReader reader, Into into, AnswerDraft draft) {
        Optional<Event> event = first;
        while (event.isPresent()) {
            EventPlace place = event.get().place();
            String response = event.get().data().path("response").asString("");
            if (!response.isEmpty()) {
                into.add(response, place);
            }
            draft.lookedAt(place);
            event = reader.next();
        }
    }

    /// Answers from a cassette were not given by the model that the recipe names, as far as anybody knows.
    private boolean isReplay() {
        try (JournalReader reader = run.read()) {
            return reader.next()
                    .map(opened -> opened.data().path("cassette").path("use").asString(""))
                    .filter(use -> use.equalsIgnoreCase(Cassette.Use.REPLAY.name()))
                    .isPresent();
        }
    }

    private Path file() {
        return run.folder().resolve("answers");
    }

    /// What a whole file says of itself.
    ///
    /// @param entries how many answers
    /// @param last the last event that was looked at
    private record Stored(long entries, EventPlace last) {}

    private Optional<Stored> stored() {
        try (InputStream bytes = Files.newInputStream(file())) {
            long entries = (Files.size(file()) - TRAILER) / ENTRY;
            var crc = new CRC32C();
            var in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(bytes, 1 << 16), crc));
            in.skipNBytes(Math.max(0, entries) * ENTRY);
            long count = in.readLong();
            EventPlace last = place(in);
            long form = in.readLong();
            long computed = crc.getValue();
            boolean whole = in.readLong() == computed && in.read() < 0 && form == FORM && count == entries;
            return whole ? Optional.of(new Stored(entries, last)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is made again", file(), e);
            return Optional.empty();
        }
    }

    private boolean isOfThisJournal(Stored stored) {
        try {
            return run.at(stored.last).kind().equals(Kinds.CALL);
        } catch (JournalException e) {
            LOG.warn("{} is not of the journal beside it and is made again", file(), e);
            return false;
        }
    }

    private void copy(Stored stored, Into into) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file()), 1 << 16))) {
            for (long i = 0; i < stored.entries; i++) {
                String response = HexFormat.of().toHexDigits(in.readLong())
                        + HexFormat.of().toHexDigits(in.readLong());
                EventPlace place = place(in);
                into.add(response, place);
            }
        } catch (IOException e) {
            throw JournalException.of(file(), e);
        }
    }

    private static EventPlace place(DataInputStream in) throws IOException {
        long seq = in.readLong();
        long segmentAndLength = in.readLong();
        long offset = in.readLong();
        return new EventPlace(seq, (int) (segmentAndLength >> Integer.SIZE), offset, (int) segmentAndLength);
    }
}
