package dev.didact.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The plugin of the project whose tests run, laid out as its archive will be: the compiled classes, their manifest,
/// and the libraries that go into the archive.
///
/// The classes are those that the tests run with. The libraries lie in `target/plugin/lib`, where the plugin parent
/// puts them before the tests; any other build names them in the system property `didact.plugin.libraries`.
final class ProjectFolder {
    private static final String MANIFEST = "META-INF/didact";
    private static final String LIBRARIES = "didact.plugin.libraries";

    private ProjectFolder() {}

    /// Writes the plugin into an empty folder.
    ///
    /// @param contribution a class of the plugin
    static void write(Class<?> contribution, Path folder) {
        Path classes = classes(contribution);
        try {
            Files.createDirectories(folder);
            Path manifest = classes.resolve(MANIFEST);
            if (Files.isDirectory(manifest)) {
                copy(manifest, folder.resolve(MANIFEST), manifest);
            }
            copy(classes, folder.resolve("classes"), manifest);
            for (Path library : libraries(classes)) {
                Path to = Files.createDirectories(folder.resolve("lib")).resolve(library.getFileName());
                Files.copy(library, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes(Class<?> contribution) {
        try {
            Path classes = Path.of(contribution
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isDirectory(classes)) {
                throw new AssertionError(
                        contribution.getName() + " comes from " + classes
                                + ", which is no folder of classes; put its contract beside it, into the tests of its own project");
            }
            return classes;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> libraries(Path classes) throws IOException {
        String named = System.getProperty(LIBRARIES);
        if (named != null) {
            return Stream.of(named.split(File.pathSeparator))
                    .filter(path -> !path.isBlank())
                    .map(Path::of)
                    .toList();
        }
        Path folder = classes.resolveSibling("plugin").resolve("lib");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /// @param without a folder to leave out unless it is what is copied
    private static void copy(Path from, Path to, Path without) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.filter(path -> from.equals(without) || !path.startsWith(without))
                    .toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }
}
