package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.config.Default;
import dev.didact.api.data.Document;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Purpose;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Asks for sums of as many terms as the level says, and one more. The first question of a pass is the shortest.
record SumSource(Sums world) implements DataSource<SumSource.Config> {
    /// @param count items of one pass
    /// @param failAt item of a pass that cannot be made; -1 for none
    /// @param of what the pass is for
    /// @param failures how often in a row it cannot
    /// @param how the way in which it cannot
    /// @param blind whether it gives the same items for whatever purpose
    /// @param same whether all items of a pass ask the same
    record Config(
            @Default("6") int count,
            @Default("-1") int failAt,
            @Default("training") Purpose of,
            @Default("1") int failures,
            @Default("torn") How how,
            @Default("false") boolean blind,
            @Default("false") boolean same) {}

    /// Ways to fail.
    enum How {
        TORN,
        NOTHING,
        NO_ID,
        THROW,
        HUGE,
        BUSY
    }

    private static Optional<Item> failure(How how, int at) throws DidactException {
        return switch (how) {
            case TORN -> throw new DidactException.Permanent("the page " + at + " is torn");
            case NOTHING -> Nothing.of();
            case NO_ID ->
                Optional.of(Item.of(Nothing.of(), "1+1", text("none", "1+1").whole()));
            case HUGE -> {
                String text = "1+".repeat(SourcePlan.LONGEST_ITEM / 2) + "1";
                yield Optional.of(Item.of("huge", text, text("huge", "1+1").whole()));
            }
            case BUSY -> throw new DidactException.Transient("the shelf is busy", Optional.of(Duration.ofSeconds(3)));
            case THROW -> throw new IllegalStateException("page " + at);
        };
    }

    private static Document text(String id, String text) {
        return Document.generated("sums", id, text, Licence.declared("CC0-1.0", "made by the source itself"));
    }

    @Override
    public Reader open(Config config, Draw draw, Context context) {
        int level = draw.level().orElse(1);
        String pass = draw.purpose() + " " + level;
        world.draws.add(pass);
        context.own(() -> world.closed.add(pass));
        boolean training = draw.purpose() == Purpose.TRAINING;
        String purpose = config.blind() ? "level " + level : (training ? "round " + draw.round() + " " : "") + pass;
        RandomGenerator random = context.random(purpose);
        return new Reader() {
            private int next;
            private int failed;

            @Override
            public Optional<Item> next() throws DidactException {
                if (draw.purpose() == config.of() && next == config.failAt() && failed < config.failures()) {
                    failed++;
                    return failure(config.how(), next);
                }
                if (next == config.count()) {
                    return Optional.empty();
                }
                String id = purpose.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + next++;
                world.drawn.incrementAndGet();
                String text = question(config.same() ? context.random(purpose) : random, level);
                return Optional.of(Item.of(id, text, text(id, text).whole())
                        .withKey(Sums.sum(text))
                        .atLevel(level));
            }
        };
    }

    private static String question(RandomGenerator random, int level) {
        StringBuilder question = new StringBuilder().append(random.nextInt(100, 1000));
        for (int i = 0; i < level; i++) {
            question.append('+').append(random.nextInt(100, 1000));
        }
        return question.toString();
    }
}
