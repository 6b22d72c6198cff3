package dev.didact.shell.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plugin whose manifest drives terminals, in every text that an author can write.
final class HostileTextTest {
    /// Clears the screen, writes to the clipboard, links, rings, goes back, is C1, and turns text around.
    private static final String HOSTILE =
            "\\u001b[2J\\u001b]52;c;aGk=\\u0007\\u001b]8;;http://x\\u001b\\\\\\\\\\r\\b\\u009b31m\\u202egnp\\u2066";

    @TempDir
    Path folder;

    @BeforeEach
    void pack() throws IOException {
        String manifest = """
                {"schema": 1, "id": "org.example.hostile", "version": "1.0.0", "title": "T%1$s", "licence": "L%1$s",
                 "support": "S%1$s", "requires": {"didactApi": "^0.1", "java": ">=25"}, "odd%1$s": 1,
                 "capabilities": {"secrets": ["K%1$s"], "telepathy%1$s": "P%1$s", "reason": "R%1$s"},
                 "contributes": {"rubrics": [{"id": "bad", "class": "org.example.Bad", "title": "B%1$s", "description": "D%1$s",
                   "stability": "Y%1$s", "config": {"type": "object", "properties": {
                     "mood%1$s": {"type": "string", "enum": ["E%1$s"], "default": "F%1$s", "description": "M%1$s"}}}}]}}
                """.formatted(HOSTILE);
        Files.createDirectories(folder.resolve("home/plugins"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("hostile.zip"));
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/didact/plugin.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        Files.copy(folder.resolve("hostile.zip"), folder.resolve("home/plugins/hostile.zip"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugins",
                "plugins hostile",
                "plugins hostile.zip",
                "rubrics",
                "rubrics bad",
                "plugin install hostile.zip --yes",
                "plugin install hostile.zip",
                "plugin disable hostile",
                "plugin reload hostile",
                "schema recipe",
                "grade 'text' --rubric bad",
                "use rubric bad with.moon=1"
            })
    void noTextOfAManifestReachesTheTerminalAsItIs(String line) {
        for (String format : new String[] {"table", "plain", "json", "jsonl", "csv"}) {
            RealShell.Ended ended = new RealShell(
                            folder, Map.of("DIDACT_HOME", folder.resolve("home").toString()))
                    .run(line + " -o " + format);

            assertThat(ended.all()).as(line + " -o " + format).isNotEmpty();
            assertThat(ended.all().codePoints().filter(HostileTextTest::drives))
                    .as(line + " -o " + format)
                    .isEmpty();
        }
    }

    @Test
    void thePageOfAPluginHoldsNoneEither() throws IOException {
        new RealShell(folder, Map.of("DIDACT_HOME", folder.resolve("home").toString()))
                .run("plugins hostile --to page.md");

        assertThat(Files.readString(folder.resolve("page.md")).codePoints().filter(HostileTextTest::drives))
                .isEmpty();
    }

    private static boolean drives(int point) {
        return (point < 0x20 && point != '\n' && point != '\t')
                || (point >= 0x7f && point <= 0x9f)
                || (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
