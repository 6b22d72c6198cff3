package dev.didact.engine.internal.workspace;

import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Space on the disk that a run holds while it goes on and gives back when it does not, so that on a full disk there is
/// room to write down why. Much more than that takes, because others may write on the same disk meanwhile.
public final class Reserve implements AutoCloseable {
    /// How much it is, in bytes.
    public static final int SIZE = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    private final Path file;
    private final JournalIo io;

    private Reserve(Path file, JournalIo io) {
        this.file = file;
        this.io = io;
    }

    /// Takes the space. What an ended process left of it is taken over.
    ///
    /// @throws JournalException if it is not there
    public static Reserve take(RunFolder run, JournalIo io) {
        var reserve = new Reserve(run.folder().resolve("reserve"), io);
        try {
            reserve.fill();
            return reserve;
        } catch (IOException e) {
            reserve.close();
            throw JournalException.of(reserve.file, e);
        }
    }

    private void fill() throws IOException {
        try (JournalIo.Appending space = io.append(file)) {
            if (space.size() < SIZE) {
                space.append(ByteBuffer.allocate(SIZE - (int) space.size()));
            }
            space.force();
        }
    }

    /// Gives the space back.
    @Override
    public void close() {
        try {
            io.delete(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", file, e);
        }
    }
}
