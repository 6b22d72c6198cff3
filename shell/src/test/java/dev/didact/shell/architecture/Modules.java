package dev.didact.shell.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The compiled classes of every module of this build, read from their folders: plugins are not on the class path. The
/// benchmarks are none of the product, and are there only where somebody measured.
final class Modules {

    private static final Path ROOT =
            Path.of(System.getProperty("didact.root", "..")).toAbsolutePath().normalize();

    /// Read once: it takes seconds.
    static final JavaClasses ALL = new ClassFileImporter().importPaths(folders(ROOT));

    private Modules() {}

    private static List<Path> folders(Path root) {
        return Stream.of("core", "plugins", ".")
                .map(root::resolve)
                .flatMap(Modules::children)
                .filter(module -> !module.endsWith("bench"))
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .map(Path::normalize)
                .sorted()
                .toList();
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
