package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void authorsReadTheTimesThatHold() throws IOException {
        Deadlines usual = Deadlines.usual();
        long computing = usual.computing().toSeconds();

        assertThat(Files.readString(Path.of("../docs/authoring.md")).replaceAll("\\s+", " "))
                .contains(
                        "has " + computing + " s of processor time and " + Deadlines.IDLE * computing
                                + " s on the clock",
                        "being made and closed have " + usual.lifecycle().toSeconds() + " s on the clock");
    }
}
