package dev.didact.engine.internal.host;

import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.workspace.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the build of a plugin's project has made so far, laid out as its archive would be: classes as the compiler or
/// an editor left them, and the libraries that the plugin parent put beside them.
///
/// It is a copy, named by its content, below `target/`, so that code which was loaded stays what it was while the next
/// build writes.
final class ProjectOutput {
    private static final String DESCRIPTORS = "META-INF/didact";

    private ProjectOutput() {}

    /// A folder with what the build has made.
    ///
    /// @throws BadArchiveException if there is no plugin in it yet
    static Path stage(Path project) throws IOException, BadArchiveException {
        Path target = project.resolve("target");
        Path classes = target.resolve("classes");
        if (!Files.isRegularFile(classes.resolve(Archive.MANIFEST))) {
            throw new BadArchiveException("there is no " + Archive.MANIFEST + " in " + classes
                    + "; build the project, with didact-processor on its annotation processor path");
        }
        var files = new TreeMap<String, Path>();
        Path descriptors = classes.resolve(DESCRIPTORS);
        add(descriptors, DESCRIPTORS, files);
        add(classes, "classes", files);
        files.keySet().removeIf(name -> name.startsWith("classes/" + DESCRIPTORS + "/"));
        add(target.resolve("plugin").resolve("lib"), "lib", files);
        return copy(files, target.resolve("didact"));
    }

    /// The archive that the build packed of what it compiled last: versions that were packed before may lie beside it.
    ///
    /// @throws BadArchiveException if there is none, or more than one
    static Path archive(Path project) throws IOException, BadArchiveException {
        Path target = project.resolve("target");
        var archives = new ArrayList<Path>();
        try (DirectoryStream<Path> zips = Files.newDirectoryStream(target, "*.zip")) {
            zips.forEach(archives::add);
        }
        if (archives.isEmpty()) {
            throw new BadArchiveException("its target/ holds no archive; run `mvn verify` there, or name the archive");
        }
        Path compiled = target.resolve("classes").resolve(Archive.MANIFEST);
        List<Path> meant = archives;
        if (Files.isRegularFile(compiled)) {
            Manifest manifest = ManifestReader.read(Files.readAllBytes(compiled));
            meant = archives.stream()
                    .filter(archive -> mayHold(archive, manifest))
                    .toList();
            if (meant.isEmpty()) {
                throw new BadArchiveException(
                        "its target/ holds " + names(archives) + ", and what was compiled last is " + manifest.id()
                                + " " + manifest.version() + "; run `mvn verify` there, or name the archive");
            }
        }
        if (meant.size() > 1) {
            throw new BadArchiveException(
                    "its target/ holds " + names(meant)
                            + ", and nothing says which was built last; delete target/ and run `mvn verify`, or name the archive");
        }
        return meant.getFirst();
    }

    /// Whether an archive is that of a version, or cannot be read.
    private static boolean mayHold(Path archive, Manifest compiled) {
        try {
            Manifest packed = Found.manifest(Archive.read(archive));
            return packed.id().equals(compiled.id()) && packed.version().equals(compiled.version());
        } catch (BadArchiveException unreadable) {
            return true;
        }
    }

    private static String names(List<Path> archives) {
        return archives.stream()
                .map(archive -> archive.getFileName().toString())
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static void add(Path folder, String as, Map<String, Path> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> found = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            found.forEach(file ->
                    files.put(as + "/" + folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// @param files by their names in the archive, in order
    private static Path copy(Map<String, Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, "unfinished-");
        try {
            Hashes.Fields content = Hashes.fields("project");
            for (var file : files.entrySet()) {
                Path to = unfinished.resolve(file.getKey());
                Files.createDirectories(to.getParent());
                Files.copy(file.getValue(), to);
                content.text(file.getKey(), Archive.sha256(to));
            }
            Path staged = folder.resolve(content.sha256());
            if (!Files.isDirectory(staged)) {
                Files.move(unfinished, staged, StandardCopyOption.ATOMIC_MOVE);
            }
            return staged;
        } catch (FileSystemException e) {
            throw new IOException("the build is still writing: " + e.getMessage(), e);
        } finally {
            FileTree.delete(unfinished);
        }
    }
}
