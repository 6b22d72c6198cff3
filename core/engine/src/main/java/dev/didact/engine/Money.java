package dev.didact.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/// An amount of US dollars, in whole millionths of a millionth: a price for a million tokens with six digits behind the
/// point is a whole number of them for each token, so that nothing is ever rounded.
///
/// Never less than nothing. An amount too large for its number, above nine million dollars, stays the largest.
///
/// @param picoUsd the amount
public record Money(long picoUsd) implements Comparable<Money> {
    /// How many digits behind the point a dollar has.
    public static final int DIGITS = 12;

    /// No money.
    public static final Money NOTHING = new Money(0);

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    public Money {
        if (picoUsd < 0) {
            throw new IllegalArgumentException("an amount must be 0 or more but is " + picoUsd);
        }
    }

    /// So many dollars, rounded up to the next amount there is.
    public static Money ofUsd(BigDecimal usd) {
        BigDecimal pico = usd.movePointRight(DIGITS).setScale(0, RoundingMode.CEILING);
        return new Money(pico.toBigInteger().min(MOST).longValueExact());
    }

    /// Both together.
    public Money plus(Money other) {
        long sum = picoUsd + other.picoUsd;
        return new Money(sum < 0 ? Long.MAX_VALUE : sum);
    }

    /// What is left of it; nothing where the other is more.
    public Money minus(Money other) {
        return new Money(Math.max(0, picoUsd - other.picoUsd));
    }

    /// So many times as much.
    public Money times(long count) {
        return new Money(BigInteger.valueOf(picoUsd)
                .multiply(BigInteger.valueOf(count))
                .min(MOST)
                .longValueExact());
    }

    /// The share of it that falls to each of so many, rounded down.
    public Money dividedBy(long count) {
        return new Money(picoUsd / count);
    }

    /// In dollars, exactly.
    public BigDecimal usd() {
        BigDecimal usd = BigDecimal.valueOf(picoUsd, DIGITS).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }

    /// For people: `12.34 USD`, `0.00042 USD`.
    public String words() {
        return shown() + " USD";
    }

    /// In dollars, rounded to cents; of less than a dollar to the first two digits that are not 0.
    public String shown() {
        BigDecimal usd = BigDecimal.valueOf(picoUsd, DIGITS);
        int scale = usd.compareTo(BigDecimal.ONE) >= 0 || picoUsd == 0
                ? 2
                : Math.max(2, DIGITS - Long.toString(picoUsd).length() + 2);
        return String.format(Locale.ROOT, "%,." + scale + "f", usd);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(picoUsd, other.picoUsd);
    }
}
