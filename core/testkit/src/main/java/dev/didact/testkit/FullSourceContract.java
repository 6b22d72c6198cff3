package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// All that holds for a data source that gives no more reason for doubt than it must.
///
/// @param <C> the configuration record
public abstract class FullSourceContract<C extends Record> extends SourceContract<C> {
    private static final int MOST = 200;

    private List<Item> items(Example example) throws Exception {
        return items(config(), example.draw(), context(), MOST);
    }

    private void eachItem(Consumer<Item> check) throws Exception {
        for (Example example : someExamples()) {
            items(example).forEach(check);
        }
    }

    @Test
    void noTwoItemsOfADrawHaveTheSameId() throws Exception {
        for (Example example : someExamples()) {
            assertThat(items(example).stream().map(Item::id))
                    .as("ids of the items of %s", example.draw())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void noItemTellsItsKey() throws Exception {
        eachItem(item -> item.key().ifPresent(key -> {
            assertThat(item.content()).doesNotContain(key);
            assertThat(item.id()).doesNotContain(key);
            assertThat(item.columns().values()).noneMatch(text -> text.contains(key));
            assertThat(item.passages()).noneMatch(passage -> passage.text().contains(key));
        }));
    }

    @Test
    void everyPassageCitesItsDocument() throws Exception {
        eachItem(item -> item.passages().forEach(FullSourceContract::cites));
    }

    private static void cites(Passage passage) {
        assertThat(passage.origin().sha256()).matches("[0-9a-f]{64}");
        assertThat(passage.end() - passage.start()).isEqualTo(passage.text().getBytes(StandardCharsets.UTF_8).length);
        assertThat(passage.end()).isLessThanOrEqualTo(passage.origin().bytes());
    }
}
