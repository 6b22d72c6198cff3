package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.model.Checkpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A checkpoint is a model that the endpoint serves under another name, in all four formats.
final class CheckpointsTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @EnumSource
    void aCheckpointIsTheNameUnderWhichTheEndpointServesIt(Dialect dialect) throws Exception {
        assertThat(asked(dialect, Checkpoint.served("small-round-3", Optional.empty())))
                .contains("small-round-3");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENAI")
    void aFolderIsNoNameThatAnEndpointServes(Dialect dialect) throws Exception {
        Checkpoint checkpoint = trained();
        assertThatExceptionOfType(DidactException.Unavailable.class)
                .isThrownBy(() -> asked(dialect, checkpoint))
                .withMessageContaining(checkpoint.reference())
                .withMessageContaining("return the name that it is served under");
    }

    @ParameterizedTest
    @EnumSource(names = "OPENAI")
    void serversOfThisFormatAreNamedByTheirFolders(Dialect dialect) throws Exception {
        assertThat(asked(dialect, trained())).contains(folder.toString());
    }

    private Checkpoint trained() throws Exception {
        Files.writeString(folder.resolve("weights"), "1 2 3");
        return Checkpoint.folder(folder, Optional.empty());
    }

    /// All of the request that can name a model.
    private static String asked(Dialect dialect, Checkpoint checkpoint) throws Exception {
        var endpoint = new Scripted(200, dialect.good("hello"));
        try (var model =
                dialect.open(URI.create(dialect.base), Optional.empty(), Optional.of(checkpoint), endpoint.context())) {
            model.answer(List.of(Scripted.call("u")));
        }
        return endpoint.calls.getLast().uri() + " " + endpoint.sent();
    }
}
