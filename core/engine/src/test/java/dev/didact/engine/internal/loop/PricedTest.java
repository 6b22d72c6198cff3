package dev.didact.engine.internal.loop;

import dev.didact.engine.Money;
import java.math.BigDecimal;

/// Tests of runs that cost money. A call takes 10 tokens in and 1 out, and each item one call.
abstract class PricedTest extends BedTest {
    /// One pass whose items are sums that a model elsewhere does; nobody says what it costs.
    static final String UNPRICED = Bed.PASS.replace("model: student", "model: judge");

    /// The same where a call costs 10 x 20 + 1 x 100 = 300 millionths of a dollar.
    static final String PRICED = UNPRICED.replace(
            "use: remote, with: { skill: 60 }", "use: remote, with: { skill: 60 }, price: { input: 20, output: 100 }");

    static Money usd(String amount) {
        return Money.ofUsd(new BigDecimal(amount));
    }
}
