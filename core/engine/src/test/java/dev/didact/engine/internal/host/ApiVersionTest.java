package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiVersionTest {
    @Test
    void theHostOffersTheApiThatIsWrittenDown() throws Exception {
        String head = Files.readAllLines(Path.of("../api/api.txt")).getFirst();
        assertThat(head).startsWith(Versions.API + " ");
    }
}
