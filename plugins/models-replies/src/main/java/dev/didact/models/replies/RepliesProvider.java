package dev.didact.models.replies;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.config.Default;
import dev.didact.api.config.Min;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The model `replies`: it answers from a list, so that everything around a model can be tried out without one.
///
/// Which reply it is hangs on the last message of the user and the random seed of the call alone. A learner may leave a
/// checkpoint whose [file][#FILE] holds the replies to give from then on, one a line.
@Contributes(
        id = "replies",
        title = "Prepared replies",
        description = "Answers from a list in the recipe, or from the lines of replies.txt in a checkpoint.")
public final class RepliesProvider implements ModelProvider<RepliesProvider.Config> {
    /// Where a checkpoint holds its replies.
    public static final String FILE = "replies.txt";

    /// Made by the host.
    public RepliesProvider() {}

    /// What the model says.
    ///
    /// @param replies the answers to choose from
    /// @param licence SPDX expression of what the replies come under
    public record Config(
            @Min(1) List<String> replies,
            @Default("NOASSERTION") String licence) {}

    @Override
    public Model open(Config config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        return new Replies(
                checkpoint.isPresent() ? learned(Path.of(checkpoint.get().reference())) : config.replies(),
                config.licence());
    }

    private static List<String> learned(Path folder) throws DidactException {
        try {
            List<String> replies = Files.readAllLines(folder.resolve(FILE), StandardCharsets.UTF_8);
            if (replies.isEmpty()) {
                throw new DidactException.Unavailable("checkpoint " + folder + " holds no reply in its " + FILE);
            }
            return replies;
        } catch (IOException e) {
            throw new DidactException.Unavailable(
                    "checkpoint " + folder + " has no " + FILE + " with one reply a line: " + e.getMessage(), e);
        }
    }

    private record Replies(List<String> replies, String licence) implements Model {
        @Override
        public ModelInfo info() {
            return new ModelInfo("replies", false, 1, licence, Served.LOCAL);
        }

        @Override
        public List<Reply> answer(List<ModelCall> batch) {
            return batch.stream().map(this::reply).toList();
        }

        private Reply reply(ModelCall call) {
            long mixed = (call.lastUserText().hashCode() * 31L + call.randomSeed()) * 0x9E37_79B9_7F4A_7C15L;
            String text = replies.get(Math.floorMod(mixed >>> 32, replies.size()));
            return Reply.Answered.of(text, Usage.NONE);
        }
    }
}
