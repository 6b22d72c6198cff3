package dev.didact.briefs;

import dev.didact.api.DataSource;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/// One pass over random problems of one side, none of them twice. It ends where as many as were asked for are drawn, or
/// where the problems of these sizes are used up.
final class Problems implements DataSource.Reader {
    /// So many draws in a row without a new problem mean that there is hardly one left.
    private static final int TRIES = 10_000;

    private static final Licence LICENCE =
            Licence.declared("CC0-1.0", "made by the source 'rank' from a random seed; dedicated to the public domain");

    private final Side side;
    private final int least;
    private final int most;
    private final RandomGenerator random;
    private final Set<String> seen = new HashSet<>();
    private final long limit;

    /// @param least the fewest facts of a problem
    /// @param most the most facts of a problem
    /// @param limit how many problems at most
    Problems(Side side, int least, int most, long limit, RandomGenerator random) {
        this.side = side;
        this.least = least;
        this.most = most;
        this.limit = limit;
        this.random = random;
    }

    @Override
    public Optional<Item> next() {
        if (seen.size() >= limit) {
            return Optional.empty();
        }
        for (int i = 0; i < TRIES; i++) {
            Facts facts = Facts.draw(least + random.nextInt(most - least + 1), random);
            if (Side.of(facts) == side && seen.add(facts.notation())) {
                return Optional.of(item(facts));
            }
        }
        return Optional.empty();
    }

    private static Item item(Facts facts) {
        String notation = facts.notation();
        return new Item(
                notation,
                notation,
                Map.of("text", facts.said()),
                Optional.of(facts.key()),
                List.of(Document.generated("rank", notation, notation, LICENCE).whole()),
                OptionalInt.of(facts.size()));
    }
}
