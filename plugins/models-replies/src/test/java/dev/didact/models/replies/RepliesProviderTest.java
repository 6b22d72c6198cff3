package dev.didact.models.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepliesProviderTest {
    private static final RepliesProvider.Config COLOURS =
            new RepliesProvider.Config(List.of("red", "green", "blue"), "CC0-1.0");

    @TempDir
    private Path folder;

    @Test
    void everyReplyIsGivenAndTheSameCallGetsTheSameOne() throws Exception {
        List<ModelCall> calls =
                IntStream.range(0, 50).mapToObj(seed -> call("which?", seed)).toList();
        List<String> texts = texts(open(Optional.empty()), calls);

        assertThat(texts).contains("red", "green", "blue");
        assertThat(texts(open(Optional.empty()), calls.reversed())).isEqualTo(texts.reversed());
    }

    @Test
    void aCheckpointSaysWhatToReply() throws Exception {
        Files.writeString(folder.resolve("replies.txt"), "white\nblack\n");
        List<ModelCall> calls =
                IntStream.range(0, 20).mapToObj(seed -> call("which?", seed)).toList();

        assertThat(texts(open(Optional.of(Checkpoint.folder(folder, Optional.empty()))), calls))
                .contains("white", "black")
                .doesNotContain("red", "green", "blue");
    }

    @Test
    void aCheckpointWithoutRepliesIsRefused() throws Exception {
        Files.writeString(folder.resolve("replies.txt"), "");
        Checkpoint empty = Checkpoint.folder(folder, Optional.empty());

        assertThatThrownBy(() -> open(Optional.of(empty)))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContaining("holds no reply");
    }

    private static Model open(Optional<Checkpoint> checkpoint) throws DidactException {
        return new RepliesProvider().open(COLOURS, checkpoint, TestContext.withRandomSeed(7));
    }

    private static ModelCall call(String prompt, long randomSeed) {
        return new ModelCall(List.of(Message.user(prompt)), Optional.empty(), Settings.DEFAULT, randomSeed);
    }

    private static List<String> texts(Model model, List<ModelCall> calls) throws Exception {
        return model.answer(calls).stream()
                .map(reply -> ((Reply.Answered) reply).text())
                .toList();
    }
}
