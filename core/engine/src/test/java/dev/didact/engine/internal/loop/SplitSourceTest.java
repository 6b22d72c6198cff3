package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.workspace.Kinds;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sources whose documents the engine cuts.
class SplitSourceTest extends BedTest {
    private static final String PAGES = Bed.PASS.replace(
            "use: sums }", "use: pages, split: { words: 1 }, with: { pages: [\"1+2 3+4 5+6\", \"\", \"7+8 9+1\"] } }");

    @Test
    void everyPassageIsAnItemOfItsOwn() throws InterruptedException {
        bed.run(PAGES);

        assertThat(bed.samples(1).stream().map(sample -> sample.sample().prompt()))
                .containsExactly("1+2", "3+4", "5+6", "7+8", "9+1");
        assertThat(bed.data(1, Kinds.ITEM).stream().map(item -> item.path("id").stringValue()))
                .containsExactly("page 0[0,3)", "page 0[4,7)", "page 0[8,11)", "page 2[0,3)", "page 2[4,7)");
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aDocumentThatIsTooLongToBeWorkedOnMayBeCut() throws InterruptedException {
        int times = SourcePlan.LONGEST_ITEM / 10;
        bed.run(
                PAGES.replace("words: 1", "words: 200000")
                        .replace("with: { pages", "with: { times: " + times + ", pages"),
                "grade=[]");

        List<Integer> lengths = bed.world.asked.stream()
                .map(call -> call.lastUserText().length())
                .toList();
        assertThat(lengths).isNotEmpty().allMatch(length -> length <= 800_000);
    }

    @Test
    void itemsThatCannotBeCutAreToldAndNotHalfTaken() throws InterruptedException {
        ProblemException refused = bed.refused(bed.start(PAGES.replace("with: { pages", "with: { key: \"3\", pages")));

        assertThat(refused.getMessage())
                .contains("3 items, and none of them can be read")
                .contains("'page 0' has an answer");
    }
}
