package dev.didact.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path folder;

    private Path model(String name, String weights) throws IOException {
        Path model = folder.resolve(name);
        Files.createDirectories(model.resolve("layers"));
        Files.writeString(model.resolve("layers/weights"), weights);
        return model;
    }

    @Test
    void itsHashIsThatOfTheFilesThatItsReaderFindsBehindLinksToo() throws IOException {
        String hash = Checkpoint.contentHash(model("model", "1 2 3"));

        assertThat(Checkpoint.contentHash(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("model"))))
                .isEqualTo(hash);
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Files.createSymbolicLink(parts.resolve("layers"), folder.resolve("model/layers"));
        assertThat(Checkpoint.contentHash(parts)).isEqualTo(hash);
        assertThat(Checkpoint.contentHash(model("other", "1 2 4"))).isNotEqualTo(hash);
    }

    @Test
    void aLinkThatLeadsBackIsNoEndlessFolder() throws IOException {
        Path model = model("model", "1 2 3");
        Files.createSymbolicLink(model.resolve("layers/back"), model);

        assertThatThrownBy(() -> Checkpoint.contentHash(model)).isInstanceOf(IOException.class);
    }
}
