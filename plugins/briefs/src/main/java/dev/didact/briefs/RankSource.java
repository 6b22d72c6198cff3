package dev.didact.briefs;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.data.Draw;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The source `rank`: problems that ask for keyed facts to be ranked by their digits, each with its one right answer.
///
/// A problem reads `b3o4u1a7e6` and its answer `1u3b4o6e7a`: every fact is cited, in rising order. The level of a
/// problem is the number of its facts, 1 to 9. The starting examples are the same in every round and arm of a random
/// seed; the held-out problems are the same for every random seed; no problem of one purpose, in whatever order its
/// facts stand, is a problem of another.
@Contributes(
        id = "rank",
        title = "Ranking problems",
        description = "Facts such as 'b has 3', to be ranked and cited. The level is the number of facts, 1 to 9.")
public final class RankSource implements DataSource<RankSource.Config> {
    /// Where the stream of held-out problems starts. It is a constant because these problems measure runs of all random
    /// seeds alike.
    private static final long HELD_OUT_STREAM = 0x6865_6c64_2d6f_7574L;

    /// Made by the host.
    public RankSource() {}

    /// What the source takes.
    ///
    /// @param examples how many starting examples there are: the fewer, the harder the start
    /// @param items how many new problems a round draws
    /// @param minFacts the fewest facts of a starting example, and of a problem where the recipe names no level
    /// @param maxFacts the most facts of a starting example, and of a problem where the recipe names no level
    public record Config(
            @Default("500") @Min(1) int examples,
            @Default("500") @Min(1) int items,
            @Default("2") @Min(1) @Max(Facts.MOST) int minFacts,
            @Default("4") @Min(1) @Max(Facts.MOST) int maxFacts) {
        public Config {
            if (minFacts > maxFacts) {
                throw new IllegalArgumentException(
                        "min-facts must not be above max-facts but they are " + minFacts + " and " + maxFacts);
            }
        }
    }

    @Override
    public Reader open(Config config, Draw draw, Context context) throws DidactException {
        int level = draw.level().orElse(config.minFacts());
        if (level < 1 || level > Facts.MOST) {
            throw new DidactException.Config(
                    "", "the source 'rank' has levels 1 to " + Facts.MOST + ", and the recipe asks for level " + level);
        }
        int least = level;
        int most = draw.level().orElse(config.maxFacts());
        return switch (draw.purpose()) {
            case STARTING, ANCHOR ->
                new Problems(
                        Side.STARTING,
                        config.minFacts(),
                        config.maxFacts(),
                        config.examples(),
                        context.random("starting"));
            case TRAINING ->
                new Problems(
                        Side.TRAINING, least, most, config.items(), context.random("training round " + draw.round()));
            case HELD_OUT -> new Problems(Side.HELD_OUT, least, most, Long.MAX_VALUE, heldOut(least, most));
        };
    }

    private static RandomGenerator heldOut(int least, int most) {
        return new SplittableRandom(HELD_OUT_STREAM + 10L * least + most);
    }
}
