package dev.didact.engine.internal.host;

import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.StoreIndex.Stored;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Draft;
import dev.didact.engine.internal.workspace.FileMutex;
import dev.didact.engine.internal.workspace.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;

/// The plugins that a user installed, unpacked and read-only, each in the folder that is named by the hash of its
/// archive: `store/<sha256>/`, and beside them `index.json`.
///
/// A change takes place when the index is renamed over the old one, and at no other moment: before it, a folder that no
/// index names is nobody's, and after it, everything that the index names is whole and forced to the disk. Files are
/// told apart by their hashes and never by their times. Safe for use by many threads and processes.
final class Store {
    private final Path folder;
    private final JournalIo io;
    private final TemporaryFolder temporary;

    /// @param home the folder that holds `store/`
    Store(Path home, JournalIo io) {
        this.folder = home.resolve("store");
        this.io = io;
        this.temporary = new TemporaryFolder(folder.resolve("temporary"), io);
    }

    /// The bytes of the index, which differ if and only if something was changed; empty where nothing was installed.
    String indexText() {
        try {
            return Files.readString(index());
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw unusable("cannot be read (" + e + "); check its rights", e);
        }
    }

    /// What lies in the store.
    ///
    /// @throws ProblemException if the index is not one
    StoreIndex read() {
        return read(indexText());
    }

    /// What an index says.
    ///
    /// @throws ProblemException if it is none
    StoreIndex read(String text) {
        if (text.isEmpty()) {
            return StoreIndex.empty();
        }
        try {
            StoreIndex read = StoreIndex.of(ManifestTree.read(text.getBytes(StandardCharsets.UTF_8)));
            if (read.index() > StoreIndex.FORM) {
                throw unusable(
                        "was written by a later Didact; use that one, or install the plugins into another folder"
                                + " with DIDACT_HOME",
                        new IOException("form " + read.index()));
            }
            return read;
        } catch (JacksonException e) {
            throw unusable(
                    "is not what Didact wrote; move it away and install the plugins again, whose files are still beside it",
                    e);
        }
    }

    /// The folder of a plugin.
    Path folder(Stored plugin) {
        return folder.resolve(plugin.sha256());
    }

    /// Refuses a plugin whose files are not those that were installed.
    void verify(Stored plugin) throws IOException, BadArchiveException {
        Path files = folder(plugin);
        if (!PluginFiles.are(files, plugin.content())) {
            throw new BadArchiveException("its files in " + files + " are not those that were installed, with hash "
                    + Hashes.shortened(plugin.content()) + "; install " + plugin.from() + " again");
        }
    }

    /// Puts the files of an archive into the store. Nothing uses them yet.
    ///
    /// @param sha256 the hash that the archive must have
    Stored add(Path archive, String sha256) throws IOException, BadArchiveException {
        io.createDirectories(folder);
        temporary.sweep();
        try (Draft draft = temporary.draft()) {
            Path files = draft.place();
            io.createDirectory(files);
            Archive read = Archive.read(archive);
            Unpacker.fill(read, files);
            Archive again = read.form() == Archive.Form.FOLDER ? Archive.read(files) : Archive.read(archive);
            if (!again.sha256().equals(sha256)) {
                throw new BadArchiveException(
                        "it changed while it was being installed (hash " + Hashes.shortened(sha256) + " then, "
                                + Hashes.shortened(again.sha256()) + " now); install it again");
            }
            Manifest manifest = Found.manifest(again);
            var plugin = new Stored(
                    manifest.id(),
                    manifest.version(),
                    sha256,
                    PluginFiles.sha256(files),
                    archive.toAbsolutePath().normalize().getFileName().toString(),
                    again.descriptor(Archive.MANIFEST)
                            .map(ManifestReader::withoutSchemas)
                            .orElseGet(JsonNodeFactory.instance::objectNode));
            force(files);
            place(files, plugin);
            return plugin;
        }
    }

    private void place(Path files, Stored plugin) throws IOException {
        Path target = folder(plugin);
        if (io.exists(target)) {
            if (PluginFiles.are(target, plugin.content())) {
                return;
            }
            try (Draft damaged = temporary.draft()) {
                io.rename(target, damaged.place());
            }
        }
        io.rename(files, target);
        io.forceDirectory(folder);
    }

    /// Forces files and folders, innermost first, and forbids to write the files.
    private void force(Path files) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(files)) {
            all = walk.sorted((a, b) -> b.compareTo(a)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : all) {
            if (Files.isDirectory(path)) {
                io.forceDirectory(path);
            } else {
                try (JournalIo.Appending file = io.append(path)) {
                    file.force();
                }
                if (!path.toFile().setReadOnly()) {
                    throw new IOException(path + " cannot be made read-only");
                }
            }
        }
    }

    /// Changes the index; nobody else changes it meanwhile.
    StoreIndex change(UnaryOperator<StoreIndex> change) throws IOException {
        io.createDirectories(folder);
        try (var _ = FileMutex.take(folder.resolve("lock"))) {
            StoreIndex before = read();
            StoreIndex after = change.apply(before);
            if (!after.equals(before)) {
                write(after);
            }
            return after;
        }
    }

    private void write(StoreIndex index) throws IOException {
        try (Draft draft = temporary.draft()) {
            try (JournalIo.Appending file = io.append(draft.place())) {
                file.append(ByteBuffer.wrap((Records.write(index).toString() + "\n").getBytes(StandardCharsets.UTF_8)));
                file.force();
            }
            io.rename(draft.place(), index());
            io.forceDirectory(folder);
        }
    }

    private Path index() {
        return folder.resolve("index.json");
    }

    private ProblemException unusable(String why, Exception cause) {
        return new ProblemException(
                Category.ENVIRONMENT, "E402", "the index of installed plugins " + index() + " " + why, cause);
    }
}
