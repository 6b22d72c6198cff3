package dev.didact.shell.report;

import dev.didact.engine.Measured;
import dev.didact.engine.Money;
import java.util.Locale;
import java.util.Optional;

/// How numbers are written in the report: always in the same way, whatever the machine's language.
final class Figures {
    /// What stands where there is no number.
    static final String NONE = "–";

    private static final String SPACE = "\u00a0";

    private Figures() {}

    /// A share as `98.8 %`.
    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) + SPACE + "%" : NONE;
    }

    /// An interval of shares as `96.5 to 99.6 %`.
    static String interval(double low, double high) {
        return String.format(Locale.ROOT, "%.1f to %.1f", 100 * low, 100 * high) + SPACE + "%";
    }

    /// The 95 % interval of what was measured.
    static String interval(Measured measured) {
        return interval(measured.low(), measured.high());
    }

    /// A difference of shares in points, with its sign.
    static String points(double difference) {
        String shown = String.format(Locale.ROOT, "%+.1f", 100 * difference);
        return (shown.equals("-0.0") ? "+0.0" : shown).replace('-', '−');
    }

    /// A count, its thousands set apart.
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// A count and its noun: `1 round`, `8 rounds`.
    static String counted(long count, String noun) {
        return count(count) + SPACE + noun + (count == 1 ? "" : "s");
    }

    /// A time as `41.9 s`, from two minutes on as `3 min 20 s`, from two hours on as `2 h 5 min`.
    static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NONE;
        }
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f", seconds) + SPACE + "s";
        }
        long whole = Math.round(seconds);
        return whole < 7200
                ? whole / 60 + SPACE + "min " + whole % 60 + SPACE + "s"
                : whole / 3600 + SPACE + "h " + whole / 60 % 60 + SPACE + "min";
    }

    /// A price in dollars, which may be unknown.
    static String dollars(Optional<Money> cost) {
        return cost.map(money -> "$" + money.shown()).orElse("unknown");
    }
}
