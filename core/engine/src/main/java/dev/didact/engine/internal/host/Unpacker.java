package dev.didact.engine.internal.host;

import dev.didact.engine.internal.workspace.FileTree;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks archives into a cache, each into the folder that is named by its hash, within [ArchiveLimits].
///
/// A folder of the cache is whole or not there: it is made under another name and renamed. So several processes may
/// unpack the same archive, and an archive that changes lands in another folder, whatever its time says. Beside each
/// folder lies the hash over its files; one that does not match, because somebody cleaned up or changed it, is made
/// again.
final class Unpacker {
    /// Where the code of a jar lies in its folder.
    static final String JAR = "plugin.jar";

    private Unpacker() {}

    /// The folder that holds the archive's files.
    ///
    /// @throws BadArchiveException if it breaks a limit, or is no longer the archive whose manifest was read
    static Path unpack(Archive archive, Path cache) throws IOException, BadArchiveException {
        if (archive.form() == Archive.Form.FOLDER) {
            Path folder = archive.path().toRealPath();
            if (!PluginFiles.are(folder, archive.sha256())) {
                throw new BadArchiveException("its files changed after they were read; start again");
            }
            return folder;
        }
        Path target = cache.resolve(archive.sha256());
        Path hash = cache.resolve(archive.sha256() + ".content");
        if (isWhole(target, hash)) {
            return target;
        }
        if (!Archive.sha256(archive.path()).equals(archive.sha256())) {
            throw new BadArchiveException("its file changed after it was read; start again");
        }
        Path unfinished = unfinished(cache);
        try {
            fill(archive, unfinished);
            Path written = Files.createTempFile(cache, "unfinished-", "");
            Files.writeString(written, PluginFiles.sha256(unfinished));
            Files.move(written, hash, StandardCopyOption.ATOMIC_MOVE);
            // Another process may have been faster.
            if (!isWhole(target, hash)) {
                putAside(target, cache);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (FileSystemException e) {
            if (!isWhole(target, hash)) {
                throw e;
            }
        } finally {
            FileTree.delete(unfinished);
        }
        return target;
    }

    private static boolean isWhole(Path folder, Path hash) throws IOException {
        return Files.isRegularFile(hash) && PluginFiles.are(folder, Files.readString(hash));
    }

    /// Takes a folder that is not whole away, at once for those who look.
    private static void putAside(Path folder, Path cache) throws IOException {
        if (Files.exists(folder)) {
            Path aside = Files.createTempDirectory(cache, "unfinished-");
            Files.move(folder, aside.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
            FileTree.delete(aside);
        }
    }

    private static Path unfinished(Path cache) throws IOException {
        try {
            Files.createDirectories(cache);
            return Files.createTempDirectory(cache, "unfinished-");
        } catch (IOException e) {
            throw new IOException(
                    "the folder for unpacked plugins, " + cache + ", cannot be written; make it writable, or set"
                            + " DIDACT_HOME to a folder that is",
                    e);
        }
    }

    /// Writes the files of an archive into a folder.
    ///
    /// @throws BadArchiveException if it breaks a limit or is damaged
    static void fill(Archive archive, Path folder) throws IOException, BadArchiveException {
        try {
            switch (archive.form()) {
                case JAR -> Files.copy(archive.path(), folder.resolve(JAR));
                case ZIP -> unzip(archive.path(), folder);
                case FOLDER -> copy(archive.path(), folder);
            }
        } catch (ZipException | EOFException e) {
            throw new BadArchiveException("it is damaged (" + e.getMessage() + "); copy or build it again", e);
        } catch (InvalidPathException e) {
            throw new BadArchiveException(
                    "its entry '" + e.getInput() + "' is no file name here (" + e.getReason()
                            + "); start Didact in a locale of UTF-8, as in LC_ALL=C.UTF-8",
                    e);
        }
    }

    private static void copy(Path from, Path to) throws IOException, BadArchiveException {
        var limits = new ArchiveLimits();
        for (var entry : PluginFiles.of(from).entrySet()) {
            Path file = to.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            try (InputStream in = Files.newInputStream(entry.getValue());
                    OutputStream out = Files.newOutputStream(file)) {
                copy(in, out, limits, ArchiveLimits.MOST_BYTES);
            }
        }
    }

    private static void unzip(Path archive, Path folder) throws IOException, BadArchiveException {
        var limits = new ArchiveLimits();
        long packed = Files.size(archive);
        try (var zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                limits.entry(entry.getName());
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new BadArchiveException("its entry '" + entry.getName() + "' points outside of the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry);
                            OutputStream out = Files.newOutputStream(file)) {
                        copy(in, out, limits, packed);
                    }
                }
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, ArchiveLimits limits, long packed)
            throws IOException, BadArchiveException {
        var buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            limits.inflated(count, packed);
            out.write(buffer, 0, count);
        }
    }
}
