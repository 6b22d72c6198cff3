package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlateauTest {
    private static final List<String> ITEMS = items("a", 10);

    @Test
    void aRoundThatIsBetterByMoreThanChanceIsARise() {
        Plateau base = base("0000000000");

        assertThat(base.after(ITEMS, "1111100000")).isEqualTo(new Plateau(0, ITEMS, "1111100000"));
    }

    /// Four of four differing items come out better by chance once in sixteen times.
    @Test
    void aRoundThatIsBetterByChanceIsNone() {
        Plateau base = base("0000000000");

        assertThat(base.after(ITEMS, "1111000000")).isEqualTo(new Plateau(1, ITEMS, "0000000000"));
    }

    @Test
    void smallStepsAddUpToARise() {
        Plateau after = base("0000000000").after(ITEMS, "1110000000").after(ITEMS, "1111110000");

        assertThat(after).isEqualTo(new Plateau(0, ITEMS, "1111110000"));
    }

    @Test
    void aRoundThatIsWorseIsNoRiseAndNotWhatLaterOnesAreHeldAgainst() {
        Plateau after = base("1111100000").after(ITEMS, "0000000000").after(ITEMS, "1111100000");

        assertThat(after).isEqualTo(new Plateau(2, ITEMS, "1111100000"));
    }

    @Test
    void aRoundOfWhichNobodyKnowsDoesNotCount() {
        Plateau base = base("0000000000");

        assertThat(base.after(ITEMS, "??????????")).isEqualTo(base);
    }

    @Test
    void itemsThatWereUndecidedOnceTellNothing() {
        Plateau base = base("?000000000");

        assertThat(base.after(ITEMS, "111110000?").rounds()).isEqualTo(1);
    }

    @Test
    void itemsArePairedByTheirIdAndNotByTheirPlace() {
        List<String> turned = ITEMS.reversed();

        assertThat(base("1111100000").after(turned, "0000011111").rounds()).isEqualTo(1);
        assertThat(base("1111100000").after(turned, "1111111111").rounds()).isZero();
    }

    @Test
    void otherItemsAreWhatLaterRoundsAreHeldAgainst() {
        List<String> others = items("b", 10);
        Plateau after = base("1111111111").flat().after(others, "0000000000");

        assertThat(after).isEqualTo(new Plateau(1, others, "0000000000"));
        assertThat(after.after(others, "1111111111").rounds()).isZero();
    }

    private static Plateau base(String outcomes) {
        return Plateau.NONE.after(ITEMS, outcomes);
    }

    private static List<String> items(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toList();
    }
}
