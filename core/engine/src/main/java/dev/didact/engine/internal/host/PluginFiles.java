package dev.didact.engine.internal.host;

import dev.didact.api.model.Checkpoint;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The files of an unpacked plugin, which holds files and folders only: what a link leads to may change while the
/// plugin keeps its hash, and a pipe has no end. The folder itself may be reached by a link.
final class PluginFiles {
    private PluginFiles() {}

    /// Where each lies, by its name in an archive.
    ///
    /// @throws BadArchiveException if the folder holds anything else, or more than [ArchiveLimits] allow
    static SortedMap<String, Path> of(Path folder) throws IOException, BadArchiveException {
        Path real = folder.toRealPath();
        var limits = new ArchiveLimits();
        var files = new TreeMap<String, Path>();
        try (Stream<Path> walk = Files.walk(real)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                String name = real.relativize(path).toString().replace(File.separatorChar, '/');
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    limits.entry(name);
                    limits.inflated(Files.size(path), ArchiveLimits.MOST_BYTES);
                    files.put(name, path);
                } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new BadArchiveException("its entry '" + name + "' is "
                            + (Files.isSymbolicLink(path) ? "a symbolic link" : "neither a file nor a folder")
                            + "; put the file itself there");
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    /// Hash over their names and bytes.
    ///
    /// @throws BadArchiveException as [#of] does
    static String sha256(Path folder) throws IOException, BadArchiveException {
        of(folder);
        return Checkpoint.contentHash(folder);
    }

    /// Whether it holds these files and nothing else.
    ///
    /// @param sha256 their hash, as [#sha256] gives it
    static boolean are(Path folder, String sha256) throws IOException {
        try {
            return Files.isDirectory(folder) && sha256(folder).equals(sha256);
        } catch (BadArchiveException _) {
            return false;
        }
    }

    /// Its jars in `lib/`, in the order of their names.
    ///
    /// @throws BadArchiveException if one is no whole jar, of which Java would find no class and say nothing
    static List<Path> libraries(Path folder) throws IOException, BadArchiveException {
        Path lib = folder.resolve("lib");
        var jars = new ArrayList<Path>();
        if (Files.isDirectory(lib)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(lib, "*.jar")) {
                files.forEach(jars::add);
            }
        }
        for (Path jar : jars) {
            try {
                new ZipFile(jar.toFile()).close();
            } catch (ZipException e) {
                throw new BadArchiveException(
                        "its lib/" + jar.getFileName() + " is not a whole jar of " + Files.size(jar) + " bytes ("
                                + e.getMessage() + "); build it again",
                        e);
            }
        }
        return jars.stream().sorted().toList();
    }
}
