package dev.didact.shell.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that somebody else made: with a lock file, plugins and recipes that would leave a mark if anything of them
/// ran.
final class ForeignFolderTest {
    @TempDir
    Path folder;

    private Path mark;

    @BeforeEach
    void fill() throws IOException {
        mark = folder.resolve("mark");
        Path workspace = folder.resolve("theirs/.didact");
        Files.createDirectories(workspace.resolve("plugins"));
        Files.writeString(workspace.resolve("didact.lock"), """
                {
                  "lock": 1,
                  "program": "",
                  "plugins": [
                    { "id": "org.example.theirs", "version": "1.0.0", "sha256": "%s", "from": "installed" }
                  ]
                }
                """.formatted("ab".repeat(32)));
        Files.writeString(workspace.resolve("plugins/theirs.zip"), "not even an archive");
        Files.createDirectories(folder.resolve("theirs/plugins"));
        Files.copy(workspace.resolve("plugins/theirs.zip"), folder.resolve("theirs/plugins/theirs.zip"));
        String recipe = """
                didact: recipe/1
                name: theirs
                sources: [ { id: touch, use: exec, with: { command: [touch, "%s"] } } ]
                generate: [ { use: exec, with: { command: [touch, "%s"] } } ]
                """.formatted(mark, mark);
        Files.writeString(folder.resolve("theirs/recipe.yaml"), recipe);
        Files.writeString(folder.resolve("theirs/didact.yaml"), recipe);
        Files.writeString(folder.resolve("theirs/start.didact"), "run recipe.yaml\n");
    }

    @Test
    void nothingThatLiesInAFolderIsLoadedOrRunBecauseTheFolderIsOpened() {
        var shell = new RealShell(
                folder.resolve("theirs"),
                Map.of("DIDACT_HOME", folder.resolve("home").toString()));

        for (String line :
                new String[] {"plugins -o json", "runs", "rubrics", "help", "schema recipe", "new mine; show"}) {
            RealShell.Ended ended = shell.run(line);
            assertThat(ended.code()).as(line + ": " + ended.err()).isZero();
            assertThat(ended.out()).as(line).doesNotContain("theirs.zip", "\"org.example.theirs\"");
        }
        assertThat(mark).doesNotExist();
        assertThat(folder.resolve("home/store")).doesNotExist();

        shell.run("check recipe.yaml");
        assertThat(mark).as("naming the recipe is consent").exists();
    }

    @Test
    void aLockFileThatLacksSomethingIsRefusedAndNotHalfBelieved() throws IOException {
        Path lock = folder.resolve("theirs/.didact/didact.lock");
        Files.writeString(lock, Files.readString(lock).replace(", \"from\": \"installed\"", ""));

        RealShell.Ended ended = new RealShell(
                        folder.resolve("theirs"),
                        Map.of("DIDACT_HOME", folder.resolve("home").toString()))
                .run("plugins");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("is not a lock file", "delete it and the next run writes it anew");
    }
}
