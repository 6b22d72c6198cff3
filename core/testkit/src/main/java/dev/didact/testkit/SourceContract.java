package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.engine.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What holds for every data source.
///
/// @param <C> the configuration record
public abstract class SourceContract<C extends Record>
        extends ContributionContract<C, SourceContract.Example, List<Item>> {
    private static final int MOST = 50;

    /// The source.
    protected abstract DataSource<C> source();

    @Override
    final DataSource<C> contribution() {
        return source();
    }

    /// What a source yields.
    ///
    /// @param draw what the items are for
    /// @param contents the contents of its first items; a draw without is asked all the same
    public record Example(Draw draw, List<String> contents) {
        public Example {
            contents = List.copyOf(contents);
        }

        /// The same, which begins with items of these contents.
        public Example yields(String... contents) {
            return new Example(draw, List.of(contents));
        }
    }

    /// An example to complete with [Example#yields]: the items that a run trains on in its first round.
    protected static Example example() {
        return example(new Draw(Purpose.TRAINING, 1, OptionalInt.empty()));
    }

    /// An example to complete with [Example#yields].
    protected static Example example(Draw draw) {
        return new Example(draw, List.of());
    }

    @Override
    final Material material(Material configured) {
        return configured.drawing(
                someExamples().stream().map(Example::draw).distinct().toList());
    }

    @Override
    final String howToWriteOne() {
        return "example().yields(\"content of the first item\", \"content of the second\")";
    }

    @Override
    final List<Item> answer(Contribution<C> factory, C config, Context context, Example example)
            throws DidactException, InterruptedException {
        return items((DataSource<C>) factory, config, example.draw(), context, MOST);
    }

    @Override
    final void check(Example example, List<Item> answer) {
        assertThat(answer).as("items of %s", example.draw()).isNotEmpty();
        assertThat(answer.stream()
                        .limit(example.contents().size())
                        .map(Item::content)
                        .toList())
                .as("contents of the first items of %s", example.draw())
                .isEqualTo(example.contents());
    }

    private static <C extends Record> List<Item> items(
            DataSource<C> source, C config, Draw draw, Context context, int most)
            throws DidactException, InterruptedException {
        var items = new ArrayList<Item>();
        try (DataSource.Reader reader = source.open(config, draw, context)) {
            while (items.size() < most) {
                Optional<Item> next = reader.next();
                if (next.isEmpty()) {
                    break;
                }
                items.add(next.get());
            }
        }
        return items;
    }

    /// The first items of a draw, without a host.
    protected final List<Item> items(C config, Draw draw, Context context, int most)
            throws DidactException, InterruptedException {
        return items(source(), config, draw, context, most);
    }
}
