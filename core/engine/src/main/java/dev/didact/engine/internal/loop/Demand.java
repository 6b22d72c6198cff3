package dev.didact.engine.internal.loop;

import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.price.Purse;
import dev.didact.engine.internal.recipe.Budget;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// How much a round still asks for: no more items than the number of accepted samples needs, nor than the budget
/// allows. What is under way when the budget is spent is finished and kept.
///
/// Samples and tokens are counted as items are decided, in their order; an undecided item counts as much as those
/// before did on average. So timing has no say. The clock has, and so has the [Purse] at the end of the money: how many
/// items they let through is written down, and holds when the round is derived again.
final class Demand implements Flow.Admission {
    private static final String ITEMS = "items";
    private static final String MONEY = "money";

    private final Recipe recipe;
    private final State state;
    private final Tally tally;
    private final RunLog log;
    private final RunEnvironment environment;
    private final Supplier<Spending> spent;
    private final List<Budget> budgets;
    private final Optional<ObjectNode> cut;
    private boolean outOfMoney;

    /// @param state what the last closed round handed over
    /// @param tally what was decided so far
    /// @param spent what all calls used and cost so far, those too of items that are not decided
    Demand(Recipe recipe, State state, Tally tally, Supplier<Spending> spent, RunLog log, RunEnvironment environment) {
        this.recipe = recipe;
        this.state = state;
        this.tally = tally;
        this.spent = spent;
        this.log = log;
        this.environment = environment;
        this.budgets = recipe.until().budgets();
        this.cut = log.recorded().cut();
        this.outOfMoney = cut.filter(record -> record.has(MONEY)).isPresent();
    }

    /// Whether one more sample is wanted, and can be: a budget is not kept of what nobody counts.
    boolean wanted() {
        if (Ends.uncounted(recipe.until(), tally.spending()).isPresent()) {
            return false;
        }
        var accepted = recipe.until().accepted();
        return accepted.isEmpty() || state.accepted() + tally.accepted() < accepted.getAsLong();
    }

    @Override
    public boolean more(int undecided) {
        return needed(undecided)
                && budgets.stream().allMatch(budget -> switch (budget) {
                    case Budget.Tokens(long tokens) -> affordable(tokens, Demand::tokens, undecided);
                    case Budget.Money(BigDecimal usd) ->
                        affordable(
                                Money.ofUsd(usd).picoUsd(),
                                spending -> spending.known().picoUsd(),
                                undecided);
                    case Budget.Time _ -> true;
                });
    }

    /// What comes behind an item whose tokens nobody counted is not decided, so it need not be begun.
    private boolean isCounted() {
        return budgets.isEmpty() || Ends.uncounted(recipe.until(), spent.get()).isEmpty();
    }

    @Override
    public boolean now(int undecided, int drawn) {
        if (cut.isPresent()) {
            return drawn < cut.get().path(ITEMS).intValue();
        }
        return isCounted()
                && budgets.stream()
                        .allMatch(budget -> !(budget instanceof Budget.Time(Duration time)) || inTime(time, undecided));
    }

    /// Not if the undecided items, accepted as often as the ones before, are enough for the number of accepted samples
    /// that the recipe asks for.
    private boolean needed(int undecided) {
        var accepted = recipe.until().accepted();
        double each = (tally.accepted() + (double) recipe.samplesPerItem()) / (tally.items() + 1);
        return accepted.isEmpty()
                || undecided == 0
                || state.accepted() + tally.accepted() + undecided * each < accepted.getAsLong();
    }

    /// @param most how much may be spent
    /// @param amount how much of that something cost
    private boolean affordable(long most, ToLongFunction<Spending> amount, int undecided) {
        long ofRound = amount.applyAsLong(tally.spending());
        long spent = amount.applyAsLong(state.spending()) + ofRound;
        return tally.items() == 0
                ? spent < most && undecided < recipe.inFlight()
                : spent + undecided * ((double) ofRound / tally.items()) < most;
    }

    private static long tokens(Spending spending) {
        Usage usage = spending.usage();
        return usage.in() + usage.out();
    }

    /// A round that goes on first comes to where it was broken off, whatever time it is.
    private boolean inTime(Duration time, int undecided) {
        return log.replaying()
                || environment.spent().compareTo(time) < 0
                || (undecided == 0 && log.recorded().hasAhead());
    }

    /// What the calls of the round are paid out of, where money is limited.
    Optional<Purse> purse() {
        return budgets.stream()
                .flatMap(budget -> budget instanceof Budget.Money(BigDecimal usd) ? Stream.of(usd) : Stream.empty())
                .min(Comparator.naturalOrder())
                .map(usd -> new Purse(Money.ofUsd(usd), spent.get().known()));
    }

    /// The next item cannot be paid: the round ends before it.
    void endForMoney() {
        outOfMoney = true;
    }

    /// Whether an item could not be paid.
    boolean isOutOfMoney() {
        return outOfMoney;
    }

    /// Writes down where the clock or the money ended the round, if one did.
    ///
    /// @param drained whether all items were started
    void ended(boolean drained, int drawn) {
        if (outOfMoney && tally.items() > 0) {
            log.put(Kinds.CUT, Records.object().put(ITEMS, tally.items()).put(MONEY, true));
        } else if (!outOfMoney && !drained && budgets.stream().anyMatch(Budget.Time.class::isInstance)) {
            log.put(Kinds.CUT, Records.object().put(ITEMS, drawn));
        }
    }
}
