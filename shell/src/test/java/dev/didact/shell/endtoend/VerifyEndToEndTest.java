package dev.didact.shell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.endtoend.Didact.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `plugin verify`, on the plugins that come with the distribution and on what is none.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
class VerifyEndToEndTest {
    @TempDir
    Path folder;

    private static List<Path> plugins() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of(System.getProperty("didact.distribution", "target/didact"), "plugins"))) {
            return files.map(Path::toAbsolutePath).sorted().toList();
        }
    }

    @Test
    void noPluginThatComesWithTheProgramIsRefused() throws Exception {
        var didact = new Didact(folder, "verify");
        List<Path> plugins = plugins();
        assertThat(plugins).hasSizeGreaterThanOrEqualTo(8);
        for (Path plugin : plugins) {
            Outcome outcome = didact.run("plugin", "verify", plugin.toString(), "--yes", "-o", "json");
            assertThat(outcome.text()).as("%s", plugin).contains("\"refused\": false");
            assertThat(outcome.exit()).as("%s", plugin).isZero();
        }
    }

    @Test
    void codeOfAnArchiveIsNotRunWhereNobodyCanBeAsked() throws Exception {
        Path checks = plugins().stream()
                .filter(plugin -> plugin.getFileName().toString().startsWith("dev.didact.rubrics-checks-"))
                .findFirst()
                .orElseThrow();
        Outcome outcome = new Didact(folder, "verify").run("plugin", "verify", checks.toString());
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.text()).contains("note  life: its code was not run, so only its files were looked at");
        assertThat(String.join("\n", outcome.err()))
                .contains(
                        "it runs with your rights", "running the code of dev.didact.rubrics-checks needs your consent")
                .contains("add --yes to agree");
    }

    @Test
    void whatIsRefusedEndsWithItsCureAndExitOne() throws Exception {
        Files.writeString(folder.resolve("broken.zip"), "no zip");
        Outcome outcome = new Didact(folder, "verify").run("plugin", "verify", "broken.zip");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.text())
                .contains("broken.zip")
                .contains("refused  packaging: it is not a whole zip archive of 6 bytes")
                .contains("cure: copy or build it again");
        assertThat(String.join(" ", outcome.err())).contains("broken.zip is refused");
    }
}
