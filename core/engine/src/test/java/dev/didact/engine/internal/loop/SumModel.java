package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.config.Default;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.internal.identity.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Answers sums rightly as often as its skill says, which is a number between 0 and 100, less for longer sums. At
/// temperature 0 it answers the same question the same way each time.
final class SumModel implements ModelProvider.Model {
    /// The file of a checkpoint that holds the skill.
    static final String FILE = "skill";

    private final Sums world;
    private final int skill;
    private final ModelInfo info;

    private SumModel(Sums world, int skill, ModelInfo info) {
        this.world = world;
        this.skill = skill;
        this.info = info;
    }

    /// @param skill skill of the model without a checkpoint
    /// @param model its name where prices are looked up
    record Config(@Default("0") int skill, Optional<String> model) {}

    /// A model that computes in this process, in batches of four.
    record Computing(Sums world) implements ModelProvider<Config> {
        @Override
        public Model open(Config config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
            return new SumModel(
                    world, skill(config, checkpoint), new ModelInfo("sums", true, 4, "CC0-1.0", Served.LOCAL));
        }
    }

    /// A model that waits for somebody else.
    record Waiting(Sums world) implements ModelProvider<Config> {
        @Override
        public Model open(Config config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
            return new SumModel(
                    world,
                    skill(config, checkpoint),
                    new ModelInfo("remote", false, 1, "LicenseRef-terms", Served.REMOTE));
        }
    }

    private static int skill(Config config, Optional<Checkpoint> checkpoint) throws DidactException {
        if (checkpoint.isEmpty()) {
            return config.skill();
        }
        try {
            Path file = Path.of(checkpoint.get().reference(), FILE);
            return Integer.parseInt(Files.readString(file).lines().findFirst().orElseThrow());
        } catch (IOException e) {
            throw new DidactException.Unavailable("the checkpoint cannot be read", e);
        }
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public List<Reply> answer(List<ModelCall> batch) throws DidactException, InterruptedException {
        List<Reply> replies = new ArrayList<>();
        for (ModelCall call : batch) {
            world.asked.add(call);
            Optional<Reply> instead = world.onCall.before(call);
            if (world.untilNull.decrementAndGet() == 0) {
                replies.add(Nothing.of());
                continue;
            }
            replies.add(instead.orElseGet(() -> Reply.Answered.of(text(call), new Usage(10, 1))));
        }
        return replies;
    }

    private String text(ModelCall call) {
        String question = call.lastUserText().replaceFirst("^mend ", "");
        if (question.startsWith("judge ")) {
            String[] sides = question.substring("judge ".length()).split("=", 2);
            return "{\"level\": \"" + (Sums.sum(sides[0]).equals(sides[1]) ? "yes" : "no") + "\"}";
        }
        String right = Sums.sum(question);
        long terms = question.chars().filter(c -> c == '+').count();
        boolean greedy = call.settings().temperature().orElse(1) == 0;
        RandomGenerator luck = Seeds.stream(greedy ? 0 : call.randomSeed(), question);
        boolean knows = luck.nextInt(100) < skill - 10 * (terms - 1);
        return knows ? right : right + luck.nextInt(10);
    }
}
