package dev.didact.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    @TempDir
    private Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void openCheckpoints() {
        checkpoints = new WorkspaceFolder(folder, JournalIo.files()).checkpoints();
    }

    @Test
    void aCheckpointIsMovedInUnderItsContent() throws IOException {
        Path arriving = checkpoint("weights", "vocabulary");
        String id = checkpoints.add(arriving);
        assertThat(arriving).doesNotExist();
        Path place = checkpoints.find(id).orElseThrow();
        assertThat(place).isEqualTo(folder.resolve("checkpoints").resolve(id));
        assertThat(place.resolve("model.bin")).hasContent("weights");
        assertThat(place.resolve("text/words.txt")).hasContent("vocabulary");
        checkpoints.verify(id);
    }

    @Test
    void theSameContentArrivingAgainChangesNothing() throws IOException {
        String id = checkpoints.add(checkpoint("weights", "vocabulary"));
        var before = Files.getLastModifiedTime(
                folder.resolve("checkpoints").resolve(id).resolve("model.bin"));
        Path again = checkpoint("weights", "vocabulary");
        assertThat(checkpoints.add(again)).isEqualTo(id);
        assertThat(again).doesNotExist();
        assertThat(Files.getLastModifiedTime(
                        folder.resolve("checkpoints").resolve(id).resolve("model.bin")))
                .isEqualTo(before);
    }

    @Test
    void anyDifferenceInNamesOrContentsGivesAnotherId() throws IOException {
        String id = checkpoints.add(checkpoint("weights", "vocabulary"));
        assertThat(checkpoints.add(checkpoint("weight", "svocabulary"))).isNotEqualTo(id);
        Path renamed = checkpoint("weights", "vocabulary");
        Files.move(renamed.resolve("model.bin"), renamed.resolve("text/model.bin"));
        assertThat(checkpoints.add(renamed)).isNotEqualTo(id);
        assertThat(folder.resolve("checkpoints").toFile().list()).hasSize(3);
    }

    @Test
    void theFilesOfACheckpointAreReadOnly() throws IOException {
        Path place = checkpoints
                .find(checkpoints.add(checkpoint("weights", "vocabulary")))
                .orElseThrow();
        assertThat(Files.getPosixFilePermissions(place.resolve("model.bin")).toString())
                .doesNotContain("WRITE");
    }

    @Test
    void aCheckpointThatWasChangedIsDamage() throws IOException {
        String id = checkpoints.add(checkpoint("weights", "vocabulary"));
        Path file = checkpoints.find(id).orElseThrow().resolve("model.bin");
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, "weighty");
        assertThatThrownBy(() -> checkpoints.verify(id)).isInstanceOf(JournalException.Damaged.class);
    }

    @Test
    void whatHoldsNoFileOrSomethingElseIsRefused() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checkpoints.add(checkpoints.newFolder().place()));
        Path linked = checkpoint("weights", "vocabulary");
        Files.createSymbolicLink(linked.resolve("link"), folder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checkpoints.add(linked))
                .withMessageContaining("link");
        for (String id : List.of("", "..", "x".repeat(64))) {
            assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.find(id));
        }
        assertThat(checkpoints.find("0".repeat(64))).isEmpty();
    }

    @Test
    void whatEndedProcessesLeftIsSweptAndWhatIsBeingWrittenStays() throws IOException {
        Path temporary = folder.resolve("temporary");
        Path left = Files.createDirectories(temporary.resolve("left/content/deeper"));
        Files.writeString(left.resolve("half.bin"), "half");
        Files.writeString(temporary.resolve("left/lock"), "1\nthis host\n\n");
        Files.writeString(temporary.resolve("half"), "half");
        try (Draft open = checkpoints.newFolder()) {
            Files.writeString(open.place().resolve("model.bin"), "half");

            new WorkspaceFolder(folder, JournalIo.files()).sweep();

            assertThat(open.place().resolve("model.bin")).hasContent("half");
            assertThat(temporary)
                    .isDirectoryNotContaining(entry -> !open.place().startsWith(entry));
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private Path checkpoint(String model, String words) throws IOException {
        Path arriving = checkpoints.newFolder().place();
        Files.writeString(arriving.resolve("model.bin"), model);
        Files.createDirectory(arriving.resolve("text"));
        Files.writeString(arriving.resolve("text/words.txt"), words);
        return arriving;
    }
}
