package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// All that holds for a data source: [SourceContract] and every [Behaviour] of its kind.
///
/// @param <C> the configuration record
public abstract class FullSourceContract<C extends Record> extends SourceContract<C> {
    private static final int MOST = 200;

    private List<Item> items(Draw draw) throws Exception {
        try (TestContext context = context()) {
            return items(config(), draw, context, MOST);
        }
    }

    private void eachItem(Consumer<Item> check) throws Exception {
        for (Example example : someExamples()) {
            items(example.draw()).forEach(check);
        }
    }

    @Test
    void nothingIsRefusedWhenItIsVerified() throws Exception {
        verified();
    }

    @Test
    void noTwoItemsOfADrawHaveTheSameId() throws Exception {
        behaves(Behaviour.UNIQUE_IDS, () -> {
            for (Example example : someExamples()) {
                assertThat(items(example.draw()).stream().map(Item::id))
                        .as("ids of the items of %s", example.draw())
                        .doesNotHaveDuplicates();
            }
        });
    }

    @Test
    void noItemTellsItsKey() throws Exception {
        behaves(
                Behaviour.KEEPS_KEYS,
                () -> eachItem(item -> item.key().ifPresent(key -> {
                    assertThat(item.content()).doesNotContain(key);
                    assertThat(item.id()).doesNotContain(key);
                    assertThat(item.columns().values()).noneMatch(text -> text.contains(key));
                    assertThat(item.passages())
                            .noneMatch(passage -> passage.text().contains(key));
                })));
    }

    @Test
    void everyPassageCitesItsDocumentAndItsLicence() throws Exception {
        behaves(Behaviour.CITES, () -> eachItem(item -> item.passages().forEach(FullSourceContract::cites)));
    }

    private static void cites(Passage passage) {
        assertThat(passage.origin().sha256()).matches("[0-9a-f]{64}");
        assertThat(passage.origin().licence().declared()).isNotBlank();
        assertThat(passage.end() - passage.start()).isEqualTo(passage.text().getBytes(StandardCharsets.UTF_8).length);
        assertThat(passage.end()).isLessThanOrEqualTo(passage.origin().bytes());
    }

    @Test
    void whatItIsDrawnForHasNothingInCommon() throws Exception {
        behaves(Behaviour.DISJOINT_PURPOSES, () -> {
            List<String> starting = ids(Purpose.STARTING);
            List<String> training = ids(Purpose.TRAINING);
            List<String> heldOut = ids(Purpose.HELD_OUT);
            assertThat(training).doesNotContainAnyElementsOf(starting).doesNotContainAnyElementsOf(heldOut);
            assertThat(heldOut).doesNotContainAnyElementsOf(starting);
        });
    }

    private List<String> ids(Purpose purpose) throws Exception {
        List<String> ids = items(new Draw(purpose, 1, OptionalInt.empty())).stream()
                .map(Item::id)
                .toList();
        assertThat(ids).as("items for %s", purpose).isNotEmpty();
        return ids;
    }
}
