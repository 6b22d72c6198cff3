package dev.didact.engine.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    /// From the formula, worked out with a calculator of many digits; 81 of 263 is the example of R. G. Newcombe,
    /// *Two-sided confidence intervals for the single proportion*, Statistics in Medicine 17, 1998.
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718",
        "10, 10, 0.7225, 1.0000",
        "5, 10, 0.2366, 0.7634"
    })
    void wilsonsIntervalHasItsPublishedEnds(long successes, long n, double low, double high) {
        Interval interval = Interval.ofShare(successes, n);

        assertThat(interval.low()).isCloseTo(low, within(0.0001));
        assertThat(interval.high()).isCloseTo(high, within(0.0001));
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertThat(Interval.ofShare(0, 0)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void theBootstrapIntervalIsThatOfTheMeanAndTheSameEachTime() {
        var random = new SplittableRandom(1);
        double[] values = random.doubles(400).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double standardError = Math.sqrt(1 / 12.0 / values.length);

        Interval interval = Interval.ofMean(values);

        assertThat(interval.low()).isCloseTo(mean - 1.96 * standardError, within(0.15 * standardError * 2));
        assertThat(interval.high()).isCloseTo(mean + 1.96 * standardError, within(0.15 * standardError * 2));
        assertThat(Interval.ofMean(values)).isEqualTo(interval);
    }

    @Test
    void equalValuesHaveAnIntervalWithoutWidth() {
        assertThat(Interval.ofMean(new double[] {0.5, 0.5})).isEqualTo(new Interval(0.5, 0.5));
    }

    /// The chance of at least so many losses among so many coin flips.
    @ParameterizedTest
    @CsvSource({
        "5, 0, 0.03125, true",
        "4, 0, 0.0625, false",
        "8, 1, 0.01953125, true",
        "0, 5, 1, false",
        "3, 3, 0.65625, false"
    })
    void aFallIsToldFromChanceByTheItemsThatDiffer(int lost, int won, double p, boolean fell) {
        boolean[] before = new boolean[20];
        boolean[] after = new boolean[20];
        Arrays.fill(before, 0, lost, true);
        Arrays.fill(after, lost, lost + won, true);

        PairedTest test = PairedTest.of(before, after);

        assertThat(test.lost()).isEqualTo(lost);
        assertThat(test.won()).isEqualTo(won);
        assertThat(test.p()).isCloseTo(p, within(1e-12));
        assertThat(test.fell()).isEqualTo(fell);
    }

    @Test
    void equalOutcomesDidNotFall() {
        assertThat(PairedTest.of(new boolean[] {true}, new boolean[] {true}).fell())
                .isFalse();
        assertThatThrownBy(() -> PairedTest.of(new boolean[1], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
