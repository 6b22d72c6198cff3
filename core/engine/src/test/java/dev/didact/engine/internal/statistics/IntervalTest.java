package dev.didact.engine.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The interval of a share at its ends.
final class IntervalTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 25, 250, 10_007})
    void aShareOfNothingOrAllReachesTheEndExactly(long n) {
        assertThat(Interval.ofShare(0, n).low()).isZero();
        assertThat(Interval.ofShare(0, n).high()).isBetween(0.0, 1.0);
        assertThat(Interval.ofShare(n, n).high()).isEqualTo(1.0);
        assertThat(Interval.ofShare(n, n).low()).isBetween(0.0, 1.0);
    }

    @Test
    void nothingIsKnownOfNone() {
        assertThat(Interval.ofShare(0, 0)).isEqualTo(new Interval(0, 1));
    }
}
