package dev.didact.shell.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.KnownSecrets;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogFileTest {
    private static final Logger LOG = LoggerFactory.getLogger("a.logger");

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void begin() {
        LogFile.in(folder.resolve(".didact"));
        file = folder.resolve(".didact/didact.log");
    }

    @Test
    void nothingIsMadeBeforeThereIsSomethingToWrite() {
        LOG.debug("too small");
        LoggerFactory.getLogger("org.pf4j.PluginManager").info("too much");
        assertThat(folder).isEmptyDirectory();
        assertThat(LogFile.written()).isEmpty();
        LOG.info("now");
        assertThat(file).content().contains("now");
        assertThat(LogFile.written()).contains(file);
    }

    @Test
    void anEntrySaysWhenWhereAndWho() throws IOException {
        LOG.warn("{} of {} were lost", 2, 3, new IOException("gone"));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst())
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z WARN  \\[main] \\[host] a\\.logger: 2 of 3 were lost");
        assertThat(lines.get(1)).isEqualTo("java.io.IOException: gone");
        assertThat(lines.get(2)).startsWith("\tat " + LogFileTest.class.getName());
    }

    @Test
    void anEntryNamesThePluginWhoseCodeRuns() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader("a.plugin@1.0", new URL[0], before)) {
            thread.setContextClassLoader(loader);
            LOG.info("here");
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(file).content().contains("[a.plugin@1.0] a.logger: here");
    }

    @Test
    void aSecretThatAPluginWasHandedIsLeftOut() {
        KnownSecrets.add("sk-12345");
        LOG.error("refused sk-12345", new IllegalStateException("with sk-12345"));
        assertThat(file).content().contains("refused ***", "with ***").doesNotContain("sk-12345");
    }

    @Test
    void theLogIsBoundedByTwoFiles() throws IOException {
        String message = "x".repeat(10_000);
        for (int entry = 0; entry < 700; entry++) {
            LOG.info(message);
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(file, file.resolveSibling("didact.log.1"));
        }
        assertThat(Files.size(file)).isLessThan(LogFile.BOUND + 5_000);
        assertThat(Files.size(file.resolveSibling("didact.log.1"))).isLessThan(LogFile.BOUND + 5_000);
    }

    @Test
    void aLogThatCannotBeWrittenStopsNothing() throws IOException {
        Files.writeString(folder.resolve(".didact"), "a file");
        LOG.error("lost");
        assertThat(LogFile.written()).isEmpty();
    }
}
