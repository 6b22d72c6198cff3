package dev.didact.engine.internal.loop;

import dev.didact.engine.Money;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.recipe.Budget;
import dev.didact.engine.internal.recipe.Recipe;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// When a run is over.
final class Ends {
    private static final int IDLE_ROUNDS = 2;

    private Ends() {}

    /// Why a run is over.
    ///
    /// @param status how it ended
    /// @param reason the stop condition
    /// @param advice what to do next; may be empty
    record End(Status status, String reason, String advice) {}

    /// Whether a run is over between two rounds.
    ///
    /// @param outOfMoney whether a call could not be paid
    /// @param spent how long it took so far
    static Optional<End> between(Recipe recipe, State state, boolean outOfMoney, Duration spent) {
        Recipe.Until until = recipe.until();
        if (recipe.onlyMeasures()) {
            return done("measured");
        }
        if (until.accepted().isPresent() && state.accepted() >= until.accepted().getAsLong()) {
            return done("accepted");
        }
        Optional<Budget> uncounted = uncounted(until, state.spending());
        if (uncounted.isPresent()) {
            return Optional.of(new End(
                    Status.STOPPED,
                    "uncounted",
                    "the budget of " + uncounted.get().words() + " cannot be kept, because "
                            + String.join(", ", state.spending().untellers())
                            + " did not say how many tokens an answer has; start the recipe again with a budget of time,"
                            + " or with a price that goes by the request alone"));
        }
        Optional<Budget> exhausted = exhausted(until, state, outOfMoney, spent);
        if (exhausted.isPresent()) {
            return Optional.of(new End(
                    Status.STOPPED,
                    "budget",
                    "the budget of " + exhausted.get().words()
                            + " is spent; start the recipe again with a larger one"));
        }
        if (!recipe.steps().isEmpty() && state.idleRounds() >= IDLE_ROUNDS) {
            return Optional.of(new End(
                    Status.STOPPED,
                    "nothing-accepted",
                    "next to nothing was accepted in " + IDLE_ROUNDS
                            + " rounds: "
                            + state.failing()
                                    .map(failing ->
                                            failing + ". Mend that first: it says nothing of what the model can")
                                    .orElse(
                                            "the model never solves this, so there is nothing to learn from. Give it more"
                                                    + " starting data, lower the level, or use a stronger model")));
        }
        if (until.plateau().isPresent()
                && state.plateau().rounds() >= until.plateau().getAsInt()) {
            return done("plateau");
        }
        if (until.rounds().isPresent()) {
            return state.round() >= until.rounds().getAsInt() ? done("rounds") : Optional.empty();
        }
        return onePass(until) && state.round() >= 1 ? done("source-ended") : Optional.empty();
    }

    /// How many rounds a run has at most; 0 where their number is not bounded.
    static int rounds(Recipe recipe) {
        Recipe.Until until = recipe.until();
        return recipe.onlyMeasures() ? 0 : until.rounds().orElse(onePass(until) ? 1 : 0);
    }

    private static boolean onePass(Recipe.Until until) {
        return until.equals(Recipe.Until.onePass());
    }

    /// The first budget that is spent.
    private static Optional<Budget> exhausted(Recipe.Until until, State state, boolean outOfMoney, Duration spent) {
        return until.budgets().stream()
                .filter(budget -> switch (budget) {
                    case Budget.Tokens(long tokens) ->
                        state.spending().usage().in() + state.spending().usage().out() >= tokens;
                    case Budget.Time(Duration time) -> spent.compareTo(time) >= 0;
                    case Budget.Money(BigDecimal usd) ->
                        outOfMoney || state.spending().known().compareTo(Money.ofUsd(usd)) >= 0;
                })
                .findFirst();
    }

    /// The first budget of which nobody can say how much is spent.
    static Optional<Budget> uncounted(Recipe.Until until, Spending spending) {
        return until.budgets().stream()
                .filter(budget -> switch (budget) {
                    case Budget.Tokens _ -> spending.untold() > 0;
                    case Budget.Money _ -> spending.cost().isEmpty();
                    case Budget.Time _ -> false;
                })
                .findFirst();
    }

    private static Optional<End> done(String reason) {
        return Optional.of(new End(Status.COMPLETED, reason, ""));
    }
}
