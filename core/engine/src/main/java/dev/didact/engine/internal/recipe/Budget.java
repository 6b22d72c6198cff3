package dev.didact.engine.internal.recipe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much a run may spend.
public sealed interface Budget {
    /// Money.
    ///
    /// @param usd US dollars
    record Money(BigDecimal usd) implements Budget {}

    /// Time on the wall, over all starts of the run.
    record Time(Duration time) implements Budget {}

    /// Tokens in and out.
    record Tokens(long tokens) implements Budget {}

    /// In words: `1000 tokens`.
    default String words() {
        return switch (this) {
            case Money(BigDecimal usd) -> usd.toPlainString() + " USD";
            case Time(Duration time) ->
                BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
            case Tokens(long tokens) -> tokens + " tokens";
        };
    }

    /// What a text such as `2USD`, `1h` or `1Mtok` means; empty if it means nothing, or means nothing at all to spend.
    static Optional<Budget> parse(String text) {
        Matcher matcher = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)(USD|s|m|h|d|tok|ktok|Mtok|Gtok)")
                .matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(matcher.group(1));
        if (amount.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (matcher.group(2)) {
                    case "USD" -> new Money(amount);
                    case "s" -> seconds(amount, 1);
                    case "m" -> seconds(amount, 60);
                    case "h" -> seconds(amount, 3_600);
                    case "d" -> seconds(amount, 86_400);
                    case "tok" -> tokens(amount, 0);
                    case "ktok" -> tokens(amount, 3);
                    case "Mtok" -> tokens(amount, 6);
                    default -> tokens(amount, 9);
                });
    }

    private static Budget seconds(BigDecimal amount, int unit) {
        return new Time(Duration.ofMillis(
                amount.multiply(BigDecimal.valueOf(1_000L * unit)).longValue()));
    }

    private static Budget tokens(BigDecimal amount, int zeros) {
        BigDecimal tokens = amount.movePointRight(zeros).setScale(0, RoundingMode.CEILING);
        return new Tokens(tokens.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }
}
