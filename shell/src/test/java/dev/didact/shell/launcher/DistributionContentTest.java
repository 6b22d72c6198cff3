package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("distribution")
class DistributionContentTest {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("didact.distribution", "target/didact"));
    private static final LocalDateTime BUILD_TIME = LocalDateTime.of(2026, 11, 1, 0, 0);

    static List<Path> archives() throws IOException {
        return list("plugins");
    }

    @Test
    void everyPluginOfTheTreeIsPacked() throws IOException {
        try (Stream<Path> folders =
                Files.list(Path.of(System.getProperty("didact.root", "..")).resolve("plugins"))) {
            List<String> expected = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> "dev.didact." + folder.getFileName())
                    .toList();
            assertThat(archives())
                    .extracting(archive -> archive.getFileName().toString().replaceFirst("-[0-9.]+\\.zip$", ""))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void anArchiveHasItsManifestItsPropertiesItsIndexAndItsLicence(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names)
                    .contains("META-INF/didact/plugin.json", "plugin.properties", "LICENSE")
                    .contains("classes/META-INF/extensions.idx")
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("(META-INF|classes|lib)/.*|plugin\\.properties|LICENSE"));
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void anArchiveCarriesTheTimeOfTheBuildSoThatItsHashMeansItsContent(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal)).allMatch(BUILD_TIME::equals);
        }
    }

    @Test
    void noPluginIsOnTheClassPathOfTheShell() throws IOException {
        assertThat(list("lib"))
                .extracting(file -> file.getFileName().toString())
                .filteredOn(name -> name.startsWith("didact-") && name.endsWith(".jar"))
                .allMatch(name -> name.matches("didact-(api|engine|shell)(-[0-9.]+)?\\.jar"));
    }

    private static List<Path> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
