package dev.didact.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class BlobsTest {

    @TempDir
    private Path folder;

    private Blobs blobs;

    @BeforeEach
    void openBlobs() {
        blobs = new WorkspaceFolder(folder, JournalIo.files()).blobs();
    }

    @Test
    void aBlobLiesUnderItsHash() throws IOException {
        byte[] content = "some text".getBytes(StandardCharsets.UTF_8);
        String hash = blobs.put(content);
        assertThat(hash).isEqualTo(Hashes.sha256(content));
        assertThat(folder.resolve("blobs").resolve(hash.substring(0, 2)).resolve(hash.substring(2)))
                .hasBinaryContent(content);
        assertThat(blobs.get(hash)).isEqualTo(content);
        assertThat(blobs.put(content)).isEqualTo(hash);
        try (Stream<Path> left = Files.list(folder.resolve("temporary"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aShortTextStaysInTheEventAndALongOneBecomesABlob() {
        String half = "x".repeat(Blobs.LARGEST_INLINE - 1) + "\uD83D";
        for (String text :
                List.of("", "short", "x".repeat(Blobs.LARGEST_INLINE), "€".repeat(Blobs.LARGEST_INLINE / 3), half)) {
            assertThat(blobs.inlineOrStore(text).isString()).isTrue();
            assertThat(blobs.text(blobs.inlineOrStore(text))).isEqualTo(text);
        }
        for (String text : List.of("x".repeat(Blobs.LARGEST_INLINE + 1), "€".repeat(Blobs.LARGEST_INLINE / 2))) {
            JsonNode form = blobs.inlineOrStore(text);
            assertThat(form.path("blob").stringValue()).isEqualTo(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(form.path("bytes").intValue()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            assertThat(blobs.text(form)).isEqualTo(text);
        }
    }

    @Test
    void aBlobThatWasChangedIsDamage() throws IOException {
        String hash = blobs.put(new byte[] {1, 2, 3});
        Path file = folder.resolve("blobs").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
        Files.write(file, new byte[] {1, 2, 4});
        assertThatThrownBy(() -> blobs.get(hash))
                .isInstanceOfSatisfying(
                        JournalException.Damaged.class,
                        damaged -> assertThat(damaged.file()).isEqualTo(file));
    }

    @Test
    void whatNamesNoBlobIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> blobs.get("../../../../etc/passwd"));
        assertThatIllegalArgumentException().isThrownBy(() -> blobs.text(JsonNodeFactory.instance.numberNode(1)));
        assertThatThrownBy(() -> blobs.get("0".repeat(64))).isInstanceOf(JournalException.class);
    }
}
