package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `notes` against an endpoint on loopback.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class NotesExampleTest {
    @TempDir
    Path folder;

    @Test
    void everyPassageIsAskedAboutAndEverySampleIsJudged() throws Exception {
        try (var endpoint = new ChatEndpoint(NotesExampleTest::answer)) {
            String recipe = " examples/notes/recipe.yaml --set params.endpoint=" + endpoint.url();
            String printed = new Distribution(folder)
                    .print("./didact -c 'preview" + recipe + "; run" + recipe + "; export 1 --to data --format jsonl'");
            assertThat(printed)
                    .contains("item texts/bread.md[0,373)")
                    .contains("round 1  generated 8  accepted 8  ", "quarantined 0  ungraded 0\n")
                    .contains("run 1 completed");
        }
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).isNotEmpty();
        }
    }

    /// Who asks for a shape is the judge, and gets its shape.
    private static String answer(String asked) {
        return asked.contains("\"response_format\"")
                ? "{\"reason\": \"It is.\", \"pass\": true}"
                : "Flour, water, salt and time make bread.";
    }
}
