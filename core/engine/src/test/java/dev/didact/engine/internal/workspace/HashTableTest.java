package dev.didact.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.internal.identity.Hashes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashTableTest {
    /// More than are kept on the heap.
    private static final int MANY = 20_000;

    @TempDir
    private Path folder;

    private static String hash(int i) {
        return Hashes.sha256(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatWasAddedIsFoundWithItsNumbersAndNothingElseIs() {
        try (var table = new HashTable(() -> folder, 2)) {
            for (int i = 0; i < MANY; i++) {
                assertThat(table.add(hash(i), i, -i)).isTrue();
            }

            assertThat(table.size()).isEqualTo(MANY);
            for (int i = 0; i < MANY; i++) {
                assertThat(table.find(hash(i))).contains(new long[] {i, -i});
                assertThat(table.find(hash(MANY + i))).isEmpty();
            }
        }
    }

    @Test
    void whatIsThereIsNotAddedAgainAndKeepsItsNumbers() {
        try (var table = new HashTable(() -> folder, 1)) {
            table.add(hash(1), 1);

            assertThat(table.add(hash(1), 2)).isFalse();
            assertThat(table.size()).isEqualTo(1);
            assertThat(table.find(hash(1))).contains(new long[] {1});
        }
    }

    @Test
    void hashesThatBeginAlikeOrWithNothingAreToldApart() {
        try (var table = new HashTable(() -> folder, 0)) {
            String rest = "5a".repeat(16);

            assertThat(table.add("0".repeat(32) + rest)).isTrue();
            assertThat(table.add("0".repeat(30) + "02" + rest)).isTrue();
            assertThat(table.add("1" + "0".repeat(31) + rest)).isTrue();
            assertThat(table.add("2" + "0".repeat(31) + rest)).isTrue();
            assertThat(table.add("0".repeat(32) + rest)).isFalse();
            assertThat(table.size()).isEqualTo(4);
        }
    }

    @Test
    void aSmallTableMakesNoFileAndALargeOneLeavesNone() {
        var table = new HashTable(() -> folder.resolve("made"), 0);
        for (int i = 0; i < 1_000; i++) {
            table.add(hash(i));
        }
        assertThat(folder).isEmptyDirectory();
        for (int i = 0; i < MANY; i++) {
            table.add(hash(i));
        }
        table.close();

        assertThat(folder.resolve("made")).isEmptyDirectory();
    }

    @Test
    void asManyNumbersAreAddedAsHaveRoom() {
        try (var table = new HashTable(() -> folder, 1)) {
            assertThatThrownBy(() -> table.add(hash(1), 1, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 numbers where 1 have room");
        }
    }
}
