package dev.didact.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearnedLimitsTest {
    @Test
    void whatWasNotedLastIsFound(@TempDir Path folder) throws Exception {
        var limits = new LearnedLimits(folder.resolve("limits"));
        assertThat(limits.find("a")).isEmpty();
        limits.put("a", 195);
        limits.put("b", 7);
        limits.put("a", 190);

        assertThat(limits.find("a")).hasValue(190);
        assertThat(limits.find("b")).hasValue(7);
        try (var files = Files.list(folder.resolve("limits"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aNoteThatIsNoNumberCountsAsNone(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a"), "many");

        assertThat(new LearnedLimits(folder).find("a")).isEmpty();
    }

    @Test
    void whatCannotBeNotedStopsNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("limits"), "a file where the folder should be");
        var limits = new LearnedLimits(file);
        limits.put("a", 195);

        assertThat(limits.find("a")).isEmpty();
    }
}
