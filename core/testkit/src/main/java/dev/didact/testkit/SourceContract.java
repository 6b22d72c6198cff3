package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds for every data source.
///
/// @param <C> the configuration record
public abstract class SourceContract<C extends Record> {
    /// The source.
    protected abstract DataSource<C> source();

    /// A configuration under which every draw yields items.
    protected abstract C config();

    /// The draws to try; each yields items.
    protected abstract List<Draw> draws();

    /// The context to open it in.
    protected Context context() {
        return FakeContext.withRandomSeed(7);
    }

    /// The first items of a draw.
    protected final List<Item> items(C config, Draw draw, Context context, int most)
            throws DidactException, InterruptedException {
        var items = new ArrayList<Item>();
        try (DataSource.Reader reader = source().open(config, draw, context)) {
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

    @Test
    void theSameDrawGivesTheSameItems() throws Exception {
        for (Draw draw : draws()) {
            List<Item> first = items(config(), draw, context(), 50);
            assertThat(first).as("items of %s", draw).isNotEmpty();
            assertThat(items(config(), draw, context(), 50)).isEqualTo(first);
        }
    }

    @Test
    void noTwoItemsOfADrawHaveTheSameId() throws Exception {
        for (Draw draw : draws()) {
            Set<String> ids = new HashSet<>();
            for (Item item : items(config(), draw, context(), 200)) {
                assertThat(ids.add(item.id()))
                        .as("first item '%s' of %s", item.id(), draw)
                        .isTrue();
            }
        }
    }

    @Test
    void noItemTellsItsKey() throws Exception {
        for (Draw draw : draws()) {
            for (Item item : items(config(), draw, context(), 200)) {
                item.key().ifPresent(key -> {
                    assertThat(item.content()).doesNotContain(key);
                    assertThat(item.id()).doesNotContain(key);
                    assertThat(item.columns().values()).noneMatch(text -> text.contains(key));
                    assertThat(item.passages())
                            .noneMatch(passage -> passage.text().contains(key));
                });
            }
        }
    }

    @Test
    void everyPassageCitesItsDocument() throws Exception {
        for (Draw draw : draws()) {
            for (Item item : items(config(), draw, context(), 50)) {
                for (Passage passage : item.passages()) {
                    assertThat(passage.origin().sha256()).matches("[0-9a-f]{64}");
                    assertThat(passage.end() - passage.start())
                            .isEqualTo(passage.text().getBytes(StandardCharsets.UTF_8).length);
                    assertThat(passage.end())
                            .isLessThanOrEqualTo(passage.origin().bytes());
                }
            }
        }
    }
}
