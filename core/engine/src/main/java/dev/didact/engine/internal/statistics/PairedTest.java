package dev.didact.engine.internal.statistics;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/// Whether one of two outcomes on the same items is lower than chance explains: McNemar's exact test, which looks only
/// at the items on which the two differ (Q. McNemar, *Note on the sampling error*, Psychometrika 12, 1947).
///
/// @param lost items right before and wrong after
/// @param won items wrong before and right after
/// @param p the chance of at least as many losses among the differing items if both were equally good
public record PairedTest(int lost, int won, double p) {
    /// The largest chance at which a fall counts as real.
    private static final double LEVEL = 0.05;

    /// Compares two outcomes, item by item.
    ///
    /// @throws IllegalArgumentException if they are not of the same items
    public static PairedTest of(boolean[] before, boolean[] after) {
        if (before.length != after.length) {
            throw new IllegalArgumentException(
                    "paired outcomes have the same length, not " + before.length + " and " + after.length);
        }
        int lost = 0;
        int won = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] && !after[i]) {
                lost++;
            } else if (!before[i] && after[i]) {
                won++;
            }
        }
        double p = lost + won == 0
                ? 1
                : BinomialTest.withDefaults()
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(lost + won, lost, 0.5)
                        .getPValue();
        return new PairedTest(lost, won, p);
    }

    /// Whether the second outcome is lower, and not by chance.
    public boolean fell() {
        return lost > won && p < LEVEL;
    }
}
