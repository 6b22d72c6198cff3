package dev.didact.engine.internal.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The class files of a folder or an archive, read without loading a class.
final class ClassFiles {
    private ClassFiles() {}

    /// Looks for something in a class file.
    ///
    /// @param <R> what is looked for
    interface Look<R> {
        /// What there is of it in a class.
        Optional<R> at(String className, byte[] classFile);
    }

    /// What the first class has that has something, in the order of their names; nothing in a place that is not there.
    ///
    /// @param code a folder, jar or zip
    static <R> Optional<R> first(Path code, Look<R> look) throws IOException {
        if (Files.isDirectory(code)) {
            return firstInFolder(code, look);
        }
        return Files.isRegularFile(code) ? firstInArchive(code, look) : Optional.empty();
    }

    private static <R> Optional<R> firstInFolder(Path folder, Look<R> look) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            for (Path file : classes) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                Optional<R> found = look.at(className(name), Files.readAllBytes(file));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private static <R> Optional<R> firstInArchive(Path archive, Look<R> look) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> classes = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : classes) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] classFile = in.readNBytes((int) ArchiveLimits.MOST_BYTES);
                    Optional<R> found = look.at(className(entry.getName()), classFile);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static String className(String entry) {
        return entry.replaceFirst("^classes/", "").replaceFirst("\\.class$", "").replace('/', '.');
    }

    /// Whether the constants of a class file hold a text.
    static boolean names(byte[] classFile, byte[] constant) {
        for (int start = 0; start <= classFile.length - constant.length; start++) {
            if (Arrays.equals(classFile, start, start + constant.length, constant, 0, constant.length)) {
                return true;
            }
        }
        return false;
    }
}
