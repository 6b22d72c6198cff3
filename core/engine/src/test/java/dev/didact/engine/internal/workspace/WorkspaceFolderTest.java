package dev.didact.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class WorkspaceFolderTest {

    @TempDir
    private Path folder;

    private WorkspaceFolder workspace;

    @BeforeEach
    void nameAFolderThatDoesNotExist() {
        workspace = new WorkspaceFolder(folder.resolve("a/.didact"), JournalIo.files());
    }

    @Test
    void lookingIntoAWorkspaceDoesNotMakeIt() {
        assertThat(workspace.runs()).isEmpty();
        assertThat(workspace.run(1)).isEmpty();
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void runsAreNumberedFromOneAndANumberIsNotGivenTwice() throws IOException {
        assertThat(workspace.newRun().number()).isEqualTo(1);
        assertThat(workspace.newRun().number()).isEqualTo(2);
        Files.createDirectory(workspace.folder().resolve("runs/10"));
        Files.createDirectory(workspace.folder().resolve("runs/notes"));
        Files.createDirectory(workspace.folder().resolve("runs/011"));
        assertThat(workspace.newRun().number()).isEqualTo(11);
        assertThat(workspace.runs()).extracting(RunFolder::number).containsExactly(1, 2, 10, 11);
        assertThat(workspace.run(10))
                .map(RunFolder::folder)
                .contains(workspace.folder().resolve("runs/10"));
        assertThat(workspace.run(3)).isEmpty();
        assertThat(workspace.run(-1)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithWhatToDo() {
        Path impossible = folder.resolve("file");
        assertThatThrownBy(() -> {
                    Files.writeString(impossible, "");
                    new WorkspaceFolder(impossible.resolve("x"), JournalIo.files()).newRun();
                })
                .hasMessage("the folder " + impossible.resolve("x")
                        + " cannot be made; name another one with --workspace DIR");
    }

    @Test
    void runsThatStartAtOnceGetDifferentNumbers() throws InterruptedException {
        var numbers = new ArrayList<Integer>();
        List<Thread> starts = IntStream.range(0, 24)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    int number = workspace.newRun().number();
                    synchronized (numbers) {
                        numbers.add(number);
                    }
                }))
                .toList();
        for (Thread start : starts) {
            start.join();
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 24).boxed().toList());
    }

    @Test
    void aRunFolderOpensItsJournal() {
        RunFolder run = workspace.newRun();
        assertThat(run.writer()).isEmpty();
        try (Journal journal =
                run.open(JournalSettings.standard(JournalIo.files(), InstantSource.fixed(Instant.EPOCH), Set.of()))) {
            journal.appendDurably("item", JsonNodeFactory.instance.objectNode());
            assertThat(run.writer()).isPresent();
        }
        try (var reader = run.read()) {
            assertThat(reader.stream().count()).isEqualTo(1);
        }
    }
}
