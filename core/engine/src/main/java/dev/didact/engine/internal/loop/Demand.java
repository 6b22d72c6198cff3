package dev.didact.engine.internal.loop;

import dev.didact.api.model.Usage;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.recipe.Budget;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How much a round still asks for: no more items than the number of accepted samples needs, nor than the budget
/// allows. What is under way when the budget is spent is finished and kept.
///
/// Samples and tokens are counted as items are decided, in their order; an undecided item counts as much as those
/// before did on average. So timing has no say. The clock has: how many items it let be started is written down, and
/// holds when the round is derived again.
final class Demand implements Flow.Admission {
    private static final String ITEMS = "items";

    private final Recipe recipe;
    private final State state;
    private final Tally tally;
    private final RunLog log;
    private final RunEnvironment environment;
    private final List<Budget> budgets;
    private final Optional<Integer> cut;

    /// @param state what the last closed round handed over
    /// @param tally what was decided so far
    Demand(Recipe recipe, State state, Tally tally, RunLog log, RunEnvironment environment) {
        this.recipe = recipe;
        this.state = state;
        this.tally = tally;
        this.log = log;
        this.environment = environment;
        this.budgets = recipe.until().budgets();
        this.cut = log.recorded().cut().map(record -> record.path(ITEMS).intValue());
    }

    /// Whether one more sample is wanted.
    boolean wanted() {
        var accepted = recipe.until().accepted();
        return accepted.isEmpty() || state.accepted() + tally.accepted() < accepted.getAsLong();
    }

    @Override
    public boolean more(int undecided) {
        return needed(undecided)
                && budgets.stream()
                        .allMatch(budget ->
                                !(budget instanceof Budget.Tokens(long tokens)) || affordable(tokens, undecided));
    }

    @Override
    public boolean now(int undecided, int drawn) {
        return budgets.stream()
                .allMatch(budget -> !(budget instanceof Budget.Time(Duration time)) || inTime(time, undecided, drawn));
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

    private boolean affordable(long tokens, int undecided) {
        long spent = tokens(state.spending()) + tokens(tally.spending());
        return tally.items() == 0
                ? spent < tokens && undecided < recipe.inFlight()
                : spent + undecided * ((double) tokens(tally.spending()) / tally.items()) < tokens;
    }

    private static long tokens(Spending spending) {
        Usage usage = spending.usage();
        return usage.in() + usage.out();
    }

    /// A round that goes on first comes to where it was broken off, whatever time it is.
    private boolean inTime(Duration time, int undecided, int drawn) {
        return cut.isPresent()
                ? drawn < cut.get()
                : log.replaying()
                        || environment.spent().compareTo(time) < 0
                        || (undecided == 0 && log.recorded().hasAhead());
    }

    /// Writes down where the clock ended the round, if it did.
    ///
    /// @param drained whether all items were started
    void ended(boolean drained, int drawn) {
        if (!drained && budgets.stream().anyMatch(Budget.Time.class::isInstance)) {
            log.put(Kinds.CUT, Records.object().put(ITEMS, drawn));
        }
    }
}
