package dev.didact.engine.internal.price;

import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import java.util.Optional;

/// What the answers of a model cost.
///
/// @param input a token read
/// @param output a token written
/// @param cachedInput a token read that came out of the endpoint's cache
/// @param request an answer, whatever its length
public record Price(Money input, Money output, Money cachedInput, Money request) {
    /// Nothing is paid.
    public static final Price FREE = new Price(Money.NOTHING, Money.NOTHING, Money.NOTHING, Money.NOTHING);

    /// What an answer costs; empty where it came without a count of its tokens, and that is what it goes by.
    public Optional<Money> of(Usage usage) {
        return usage.equals(Usage.NONE) && !isFlat() ? Optional.empty() : Optional.of(of(usage, 1));
    }

    private boolean isFlat() {
        return new Price(Money.NOTHING, Money.NOTHING, Money.NOTHING, request).equals(this);
    }

    /// What several answers cost.
    ///
    /// @param usage tokens of all of them
    public Money of(Usage usage, long answers) {
        long cached = Math.min(usage.cached(), usage.in());
        return request.times(answers)
                .plus(input.times(usage.in() - cached))
                .plus(cachedInput.times(cached))
                .plus(output.times(usage.out()));
    }

    /// The most that an answer can cost.
    ///
    /// @param in the most tokens read
    /// @param out the most tokens written
    public Money most(long in, long out) {
        Money dearest = input.compareTo(cachedInput) >= 0 ? input : cachedInput;
        return request.plus(dearest.times(in)).plus(output.times(out));
    }
}
