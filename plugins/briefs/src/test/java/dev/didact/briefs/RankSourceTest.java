package dev.didact.briefs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Purpose;
import dev.didact.briefs.RankSource.Config;
import dev.didact.testkit.FullSourceContract;
import dev.didact.testkit.TestContext;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankSourceTest extends FullSourceContract<Config> {
    private static final Config DEFAULT = new Config(500, 500, 2, 4);

    @Override
    protected DataSource<Config> source() {
        return new RankSource();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example(draw(Purpose.STARTING, 0)).yields("a1p6d5"),
                example(draw(Purpose.ANCHOR, 3)),
                example(at(Purpose.TRAINING, 1, 5)).yields("k6d4n2p3o7"),
                example(draw(Purpose.TRAINING, 1)),
                example(at(Purpose.HELD_OUT, 0, 9)));
    }

    private static Draw draw(Purpose purpose, int round) {
        return new Draw(purpose, round, OptionalInt.empty());
    }

    private static Draw at(Purpose purpose, int round, int level) {
        return new Draw(purpose, round, OptionalInt.of(level));
    }

    private List<Item> items(Draw draw, long randomSeed, int most) throws Exception {
        return items(DEFAULT, draw, TestContext.withRandomSeed(randomSeed), most);
    }

    private static Set<String> sets(List<Item> items) {
        var sets = new HashSet<String>();
        for (Item item : items) {
            sets.add(Facts.parse(item.content()).orElseThrow().set());
        }
        return sets;
    }

    @Test
    void aProblemReadsAsNotationAndInEnglishAndItsKeyRanksIt() throws Exception {
        Item item = items(at(Purpose.TRAINING, 1, 5), 1, 1).getFirst();
        Facts facts = Facts.parse(item.content()).orElseThrow();

        assertThat(item.id()).isEqualTo(item.content());
        assertThat(item.level()).hasValue(5);
        assertThat(item.columns()).containsEntry("text", facts.said());
        assertThat(item.key()).contains(facts.key());
        assertThat(Facts.parse("b3o4u1a7e6").orElseThrow().key()).isEqualTo("1u3b4o6e7a");
        assertThat(Facts.parse("b3o4").orElseThrow().said()).isEqualTo("b has 3. o has 4.");
    }

    @Test
    void everyProblemHasALicenceAndAnOrigin() throws Exception {
        for (Example example : examples()) {
            Passage passage = items(example.draw(), 1, 1).getFirst().passages().getFirst();
            assertThat(passage.origin().licence().concluded()).isEqualTo("CC0-1.0");
            assertThat(passage.origin().method()).isEqualTo(Origin.Method.GENERATED);
            assertThat(passage.origin().uri()).isEqualTo("rank");
        }
    }

    @Test
    void startingExamplesHaveTwoToFourFactsAndAreAsManyAsAskedFor() throws Exception {
        List<Item> examples = items(draw(Purpose.STARTING, 0), 1, 10_000);

        assertThat(examples).hasSize(500).allMatch(example -> example.key().isPresent());
        assertThat(examples.stream().map(Item::level).distinct().mapToInt(OptionalInt::orElseThrow))
                .containsExactlyInAnyOrder(2, 3, 4);
    }

    @Test
    void anchorsAreTheStartingExamplesInEveryRound() throws Exception {
        List<Item> examples = items(draw(Purpose.STARTING, 0), 1, 10_000);

        assertThat(items(at(Purpose.ANCHOR, 4, 7), 1, 10_000)).isEqualTo(examples);
        assertThat(items(draw(Purpose.STARTING, 0), 2, 10_000)).isNotEqualTo(examples);
    }

    @Test
    void everyRoundDrawsNewProblemsAtItsLevel() throws Exception {
        List<Item> first = items(at(Purpose.TRAINING, 1, 6), 1, 10_000);
        List<Item> second = items(at(Purpose.TRAINING, 2, 6), 1, 10_000);

        assertThat(first).hasSize(500).allMatch(item -> item.level().orElseThrow() == 6);
        assertThat(second).hasSize(500).doesNotContainAnyElementsOf(first);
    }

    @Test
    void heldOutProblemsAreTheSameForEveryRandomSeedAndRound() throws Exception {
        assertThat(items(at(Purpose.HELD_OUT, 0, 5), 1, 100))
                .isEqualTo(items(at(Purpose.HELD_OUT, 8, 5), 2, 100))
                .doesNotContainAnyElementsOf(items(at(Purpose.HELD_OUT, 0, 6), 1, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void purposesShareNoFactsHoweverSmallTheLevel(int level) throws Exception {
        Config small = new Config(20_000, 1_000_000, level, level);
        Set<String> training = sets(items(small, at(Purpose.TRAINING, 1, level), TestContext.withRandomSeed(1), 4_000));
        Set<String> heldOut = sets(items(small, at(Purpose.HELD_OUT, 0, level), TestContext.withRandomSeed(1), 4_000));
        Set<String> starting = sets(items(small, draw(Purpose.STARTING, 0), TestContext.withRandomSeed(1), 4_000));

        assertThat(List.of(training, heldOut, starting)).allMatch(sets -> sets.size() > 50);
        assertThat(Collections.disjoint(training, heldOut)).isTrue();
        assertThat(Collections.disjoint(training, starting)).isTrue();
        assertThat(Collections.disjoint(starting, heldOut)).isTrue();
    }

    @Test
    void levelOneEndsWhenEveryProblemWasDrawn() throws Exception {
        int all = 0;
        for (Purpose purpose : List.of(Purpose.TRAINING, Purpose.HELD_OUT)) {
            all += items(at(purpose, 1, 1), 1, 1_000).size();
        }
        all += items(new Config(500, 500, 1, 1), draw(Purpose.STARTING, 0), context(), 1_000)
                .size();

        assertThat(all).isEqualTo(26 * 9);
    }

    @Test
    void aboutAQuarterOfTheProblemsIsHeldOut() {
        var random = TestContext.withRandomSeed(1).random("problems");
        long heldOut = IntStream.range(0, 4_000)
                .filter(_ -> Side.of(Facts.draw(5, random)) == Side.HELD_OUT)
                .count();

        assertThat(heldOut).isBetween(880L, 1_120L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10})
    void aLevelThatDoesNotExistIsRefused(int level) {
        assertThatThrownBy(() -> items(at(Purpose.TRAINING, 1, level), 1, 1))
                .isInstanceOf(DidactException.Config.class)
                .hasMessage("the source 'rank' has levels 1 to 9, and the recipe asks for level " + level);
    }

    @Test
    void fewestFactsAboveMostFactsAreRefused() {
        assertThatThrownBy(() -> new Config(500, 500, 4, 2))
                .hasMessage("min-facts must not be above max-facts but they are 4 and 2");
    }
}
