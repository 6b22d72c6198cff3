package dev.didact.engine.internal.reuse;

import dev.didact.engine.internal.journal.EventPlace;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An [AnswerFile] while it is written. It takes its place when it is whole and says more than the one that is there.
/// Where it cannot be written, it is made again the next time.
final class AnswerDraft implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerDraft.class);

    private final Path place;
    private final CRC32C crc = new CRC32C();
    private Optional<Path> draft = Optional.empty();
    private Optional<DataOutputStream> out = Optional.empty();
    private Optional<EventPlace> last = Optional.empty();
    private long entries;

    private AnswerDraft(Path place) {
        this.place = place;
    }

    static AnswerDraft beside(Path place) {
        var beginning = new AnswerDraft(place);
        try {
            Path file = Files.createTempFile(place.toAbsolutePath().getParent(), "answers", ".tmp");
            beginning.draft = Optional.of(file);
            beginning.out = Optional.of(new DataOutputStream(new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), beginning.crc)));
        } catch (IOException e) {
            beginning.failed(e);
        }
        return beginning;
    }

    void add(String response, EventPlace at) {
        entries++;
        write(to -> {
            to.writeLong(HexFormat.fromHexDigitsToLong(response, 0, 16));
            to.writeLong(HexFormat.fromHexDigitsToLong(response, 16, 32));
            write(to, at);
        });
    }

    /// Everything up to this event is in the file or need not be.
    void lookedAt(EventPlace at) {
        last = Optional.of(at);
    }

    /// Ends the file and puts it into its place, if anything was looked at.
    void keep() {
        last.ifPresent(at -> {
            write(to -> {
                to.writeLong(entries);
                write(to, at);
                to.writeLong(AnswerFile.FORM);
                to.writeLong(crc.getValue());
                to.close();
                Files.move(
                        draft.orElseThrow(),
                        place,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            });
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private void write(Writing what) {
        try {
            if (out.isPresent()) {
                what.to(out.get());
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private static void write(DataOutputStream to, EventPlace at) throws IOException {
        to.writeLong(at.seq());
        to.writeLong((long) at.segment() << Integer.SIZE | at.length());
        to.writeLong(at.offset());
    }

    private void failed(IOException e) {
        LOG.warn("{} cannot be written and is made again the next time", place, e);
        close();
    }

    @Override
    public void close() {
        try {
            if (out.isPresent()) {
                out.get().close();
            }
            if (draft.isPresent()) {
                Files.deleteIfExists(draft.get());
            }
        } catch (IOException e) {
            LOG.warn("{} is left over", place, e);
        }
        out = Optional.empty();
        draft = Optional.empty();
    }
}
