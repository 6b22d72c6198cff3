package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What can go wrong with the files of a workspace, one type for each thing a caller would do differently. Messages are
/// for the person at the prompt: which file, what is wrong, what to do.
public abstract sealed class JournalException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final long NEARLY_NOTHING = 64 * 1024;

    private JournalException(String message) {
        super(message);
    }

    private JournalException(String message, IOException cause) {
        super(message, cause);
    }

    /// The exception for a failed operation on a file or folder: [NoSpace], [ReadOnly] or else [Failed].
    public static JournalException of(Path path, IOException cause) {
        String reason = reason(cause);
        String lower = reason.toLowerCase(Locale.ROOT);
        Optional<FileStore> store = store(path);
        if (lower.contains("no space left")
                || lower.contains("not enough space")
                || lower.contains("quota exceeded")
                || store.map(JournalException::isFull).orElse(false)) {
            return new NoSpace(path, cause);
        }
        if (cause instanceof AccessDeniedException
                || lower.contains("read-only")
                || store.map(FileStore::isReadOnly).orElse(false)) {
            return new ReadOnly(path, reason, cause);
        }
        return new Failed(path, reason, cause);
    }

    /// The exception for a folder that could not be made: [NoSpace], [ReadOnly] or else [Unmade].
    public static JournalException ofFolder(Path folder, IOException cause) {
        JournalException known = of(folder, cause);
        return known instanceof Failed ? new Unmade(folder, cause) : known;
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "access denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static Optional<FileStore> store(Path path) {
        for (Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            try {
                if (Files.exists(at)) {
                    return Optional.of(Files.getFileStore(at));
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isFull(FileStore store) {
        try {
            return !store.isReadOnly() && store.getTotalSpace() > 0 && store.getUsableSpace() < NEARLY_NOTHING;
        } catch (IOException e) {
            return false;
        }
    }

    /// Another process, or another part of this one, writes the run.
    public static final class Locked extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        private final long pid;
        private final String host;

        public Locked(Path runFolder, Holder holder) {
            super(runFolder + " is being written by process " + holder.pid() + " on " + holder.host()
                    + "; one process writes a run. Wait until it ends, or stop it there");
            this.pid = holder.pid();
            this.host = holder.host();
        }

        /// The process id of the writer, 0 if it could not be read.
        public long pid() {
            return pid;
        }

        /// The host of the writer.
        public String host() {
            return host;
        }
    }

    /// A file does not hold what was written to it. Nothing is repaired and nothing is dropped.
    public static final class Damaged extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String file;
        private final long offset;

        public Damaged(Path file, long offset, String what) {
            super(file + ": damaged at byte " + offset + ": " + what
                    + ". The file was left as it is; restore it from a copy, or fork the run from an earlier round");
            this.file = file.toString();
            this.offset = offset;
        }

        /// The damaged segment or checkpoint file.
        public Path file() {
            return Path.of(file);
        }

        /// The offset in bytes of the first line that is wrong.
        public long offset() {
            return offset;
        }
    }

    /// The disk, or the user's share of it, is full.
    public static final class NoSpace extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        NoSpace(Path path, IOException cause) {
            super(path + ": no space left. What was acknowledged is kept; free some space, then resume the run", cause);
        }
    }

    /// The folder cannot be written.
    public static final class ReadOnly extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        ReadOnly(Path path, String reason, IOException cause) {
            super(
                    path + " cannot be written: " + reason + ". Make it writable, or name another"
                            + " folder with --workspace",
                    cause);
        }
    }

    /// The folder of a workspace is not there and cannot be made.
    public static final class Unmade extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        Unmade(Path folder, IOException cause) {
            super("the folder " + folder + " cannot be made; name another one with --workspace DIR", cause);
        }
    }

    /// The disk failed in any other way.
    public static final class Failed extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        Failed(Path path, String reason, IOException cause) {
            super(path + ": " + reason + ". What was acknowledged is kept; resume the run once the disk works", cause);
        }
    }

    /// Something was appended to a journal that is closed.
    public static final class Closed extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        Closed(Path runFolder) {
            super("the journal of " + runFolder + " is closed");
        }
    }

    /// A reader had already seen events that were then taken back, because they could not be forced to the disk.
    public static final class Rewound extends JournalException {

        @Serial
        private static final long serialVersionUID = 1;

        Rewound(Path segment, long offset) {
            super(segment + ": events before byte " + offset
                    + " were taken back, because the disk did not keep them; read the run again");
        }
    }
}
