package dev.didact.engine.internal.workspace;

import dev.didact.api.model.Checkpoint;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What learners returned: folders of files, each named by [Checkpoint#contentHash]. The same content arriving again
/// changes nothing; nothing in here is written to afterwards. Safe for use by several threads and processes.
public final class Checkpoints {

    private final Path folder;
    private final TemporaryFolder temporary;
    private final JournalIo io;

    Checkpoints(Path folder, TemporaryFolder temporary, JournalIo io) {
        this.folder = folder;
        this.temporary = temporary;
        this.io = io;
    }

    /// A new folder for a learner to write into, on the file system of the store, so that [#add] only renames it.
    ///
    /// @throws JournalException if it cannot be made
    public Draft newFolder() {
        try {
            Draft draft = temporary.draft();
            io.createDirectory(draft.place());
            return draft;
        } catch (IOException e) {
            throw JournalException.of(temporary.folder(), e);
        }
    }

    /// Moves a folder in and returns its id, once it is on the disk. The folder is gone afterwards.
    ///
    /// @throws IllegalArgumentException if it is no folder, or holds no file, or something that is neither a file nor a
    ///     folder
    /// @throws JournalException if it could not be stored
    public String add(Path arriving) {
        if (!Files.isDirectory(arriving, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("the checkpoint " + arriving + " is no folder");
        }
        try (Draft draft = temporary.draft()) {
            Path here = onThisFileSystem(arriving, draft.place());
            SortedMap<String, Path> files = files(here);
            String id = Checkpoint.contentHash(here);
            Path place = folder.resolve(id);
            io.createDirectories(folder);
            if (!io.exists(place)) {
                seal(here, files);
                rename(here, place);
            }
            io.forceDirectory(folder);
            FileTree.delete(arriving);
            return id;
        } catch (IOException e) {
            throw JournalException.of(folder, e);
        }
    }

    /// The folder of a checkpoint.
    ///
    /// @throws IllegalArgumentException if the id is not 64 hexadecimal digits
    public Optional<Path> find(String id) {
        if (!id.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a checkpoint is named by 64 hexadecimal digits, not '" + id + "'");
        }
        Path place = folder.resolve(id);
        return io.exists(place) ? Optional.of(place) : Optional.empty();
    }

    /// Reads a whole checkpoint and compares it with its id.
    ///
    /// @throws JournalException.Damaged if it is not what was stored
    public void verify(String id) {
        Path place = folder.resolve(id);
        try {
            if (!Checkpoint.contentHash(place).equals(id)) {
                throw new JournalException.Damaged(place, 0, "its content does not have the hash it is named by");
            }
        } catch (IOException e) {
            throw JournalException.of(place, e);
        }
    }

    /// The arriving folder, or a copy of it where it cannot be renamed into the store.
    private Path onThisFileSystem(Path arriving, Path draft) throws IOException {
        if (Files.getFileStore(arriving).equals(Files.getFileStore(temporary.folder()))) {
            return arriving;
        }
        for (Map.Entry<String, Path> file : files(arriving).entrySet()) {
            Path copy = draft.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy);
        }
        return draft;
    }

    /// Another process may have moved the same content in meanwhile; then this folder is not needed.
    private void rename(Path draft, Path place) throws IOException {
        try {
            io.rename(draft, place);
        } catch (FileSystemException e) {
            if (!io.exists(place)) {
                throw e;
            }
        }
    }

    /// The files below a folder by their relative names, in the order of those.
    private static SortedMap<String, Path> files(Path root) throws IOException {
        var files = new TreeMap<String, Path>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path entry : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(root.relativize(entry).toString().replace(File.separatorChar, '/'), entry);
                } else if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IllegalArgumentException("a checkpoint holds files and folders only, not " + entry);
                }
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("the checkpoint " + root + " holds no file");
        }
        return files;
    }

    /// Forces every file and folder to the disk and takes the right to write to the files.
    private void seal(Path root, SortedMap<String, Path> files) throws IOException {
        for (Path file : files.values()) {
            try (JournalIo.Appending opened = io.append(file)) {
                opened.force();
            }
            if (!file.toFile().setReadOnly()) {
                throw new IOException("could not be made read-only");
            }
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path entry : (Iterable<Path>) walk.filter(Files::isDirectory)::iterator) {
                io.forceDirectory(entry);
            }
        }
    }
}
