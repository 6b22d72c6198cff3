package dev.didact.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path folder;

    @Test
    void allOfItGoesAndWhatItsLinksLeadToStays() throws Exception {
        Path outside = Files.writeString(
                Files.createDirectories(folder.resolve("outside")).resolve("kept"), "kept");
        Path tree = Files.createDirectories(folder.resolve("tree/deep"));
        Files.writeString(tree.resolve("file"), "gone");
        Files.createSymbolicLink(tree.resolve("link"), outside.getParent());

        FileTree.delete(folder.resolve("tree"));

        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(outside).hasContent("kept");
    }

    @Test
    void whatIsNotThereIsGone() {
        assertThatCode(() -> FileTree.delete(folder.resolve("none"))).doesNotThrowAnyException();
    }
}
