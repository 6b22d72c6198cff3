package dev.didact.engine.internal.recipe;

import dev.didact.engine.Money;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.price.Price;
import java.math.BigDecimal;

/// Reads prices as they stand in recipes and price tables, which have been checked against their schema.
final class Prices {
    private static final int MILLION = 6;

    private final Problems problems;

    Prices(Problems problems) {
        this.problems = problems;
    }

    /// The price that stands somewhere: `0`, or amounts for a million tokens.
    Price read(Node node) {
        return switch (node) {
            case Node.Mapping amounts -> {
                Money input = amount(amounts, "input", Money.NOTHING, MILLION);
                yield new Price(
                        input,
                        amount(amounts, "output", Money.NOTHING, MILLION),
                        amount(amounts, "cached-input", input, MILLION),
                        amount(amounts, "request", Money.NOTHING, 0));
            }
            case Node.Scalar _, Node.Sequence _ -> Price.FREE;
        };
    }

    /// An amount for so many, as a power of ten, as that for one.
    private Money amount(Node.Mapping amounts, String key, Money otherwise, int zeros) {
        return amounts.get(key)
                .map(value -> {
                    BigDecimal usd = value.toJson().decimalValue();
                    int digits = Money.DIGITS - zeros;
                    if (usd.stripTrailingZeros().scale() > digits) {
                        problems.add(
                                "E204",
                                "'" + key + "' must have at most " + digits + " digits behind the point but is "
                                        + usd.stripTrailingZeros().toPlainString(),
                                value.place());
                    }
                    return Money.ofUsd(usd.movePointLeft(zeros));
                })
                .orElse(otherwise);
    }
}
