package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.didact.shell.launcher.Machine.Outcome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher and the class-data archive of a copied distribution, on the Java of this test.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
class DistributionStartTest {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("didact.distribution", "target/didact"));
    private static final String LOADED_FROM_ARCHIVE = "dev.didact.shell.Main source: shared objects file (top)";

    @TempDir
    Path temporary;

    private Machine machine;
    private Path home;

    @BeforeEach
    void copyDistribution() throws IOException {
        machine = new Machine(temporary);
        machine.set("DIDACT_JAVA", System.getProperty("java.home"));
        machine.set("DIDACT_HOME", machine.path("store"));
        home = machine.path("didact");
        copy(DISTRIBUTION, home);
    }

    @Test
    void theDistributionStartsSilentlyFromAnotherFolder() throws Exception {
        Outcome outcome = exit();
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void classesComeFromTheArchiveAlsoInAnotherFolder() throws Exception {
        assumeTrue(Files.exists(archive()), "no class-data archive: the build warned of it");
        machine.set("DIDACT_JVM_OPTIONS", "-Xlog:class+load");
        assertThat(exit().out()).anyMatch(line -> line.contains(LOADED_FROM_ARCHIVE));
    }

    @Test
    void aDamagedArchiveIsNotNoticed() throws Exception {
        Outcome expected = exit();
        Files.createDirectories(archive().getParent());
        Files.write(archive(), new byte[] {1, 2, 3}, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(exit()).isEqualTo(expected);
        Files.delete(archive());
        assertThat(exit()).isEqualTo(expected);
    }

    @Test
    void anArchiveOfAnOlderJarIsNotUsed() throws Exception {
        Outcome expected = exit();
        Files.setLastModifiedTime(
                home.resolve("lib/didact-shell.jar"), FileTime.from(Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(exit()).isEqualTo(expected);
        machine.set("DIDACT_JVM_OPTIONS", "-Xlog:class+load");
        assertThat(exit().out()).noneMatch(line -> line.contains(LOADED_FROM_ARCHIVE));
    }

    private Outcome exit() throws IOException, InterruptedException {
        return machine.run(home.resolve("bin/didact"), "-c", "exit");
    }

    private Path archive() {
        return home.resolve("lib/didact.jsa");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
