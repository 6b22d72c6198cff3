package dev.didact.engine.internal.statistics;

import dev.didact.engine.internal.identity.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// An interval that holds the true value with 95 % confidence.
///
/// @param low lower end
/// @param high upper end
public record Interval(double low, double high) {
    /// The 0.975 quantile of the standard normal distribution.
    private static final double Z = 1.959963984540054;

    private static final int RESAMPLES = 2_000;

    /// Wilson's score interval of a share: unlike the normal approximation it stays inside 0 and 1 and keeps its
    /// coverage near the ends (E. B. Wilson, *Probable inference*, JASA 22, 1927).
    ///
    /// @param successes how many of them
    /// @param n of how many; nothing is known of none, which gives 0 to 1
    public static Interval ofShare(long successes, long n) {
        if (n == 0) {
            return new Interval(0, 1);
        }
        double p = (double) successes / n;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - half), successes == n ? 1 : Math.min(1, centre + half));
    }

    /// The percentile bootstrap interval of a mean (B. Efron, *Bootstrap methods*, Annals of Statistics 7, 1979). The
    /// resamples come from a fixed seed, so equal values have equal intervals.
    ///
    /// @param values at least one
    public static Interval ofMean(double[] values) {
        RandomGenerator random = Seeds.stream(0, "bootstrap");
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (RESAMPLES * 0.025)], means[(int) Math.ceil(RESAMPLES * 0.975) - 1]);
    }
}
