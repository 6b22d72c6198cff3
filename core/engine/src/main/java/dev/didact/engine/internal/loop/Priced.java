package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.model.Outages;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.recipe.Budget;
import dev.didact.engine.internal.recipe.PriceTable;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// Holds a recipe with a budget of money to what that needs: a price of every model it asks.
final class Priced {
    private Priced() {}

    /// Opens the models that a run would ask, and closes them again.
    ///
    /// @param prices the prices that are given, by name of the model
    /// @throws dev.didact.engine.ProblemException if a model has none that has to have one, or cannot be opened
    static void require(Surroundings around, Planner planner, RunPlan plan, Map<String, Price> prices) {
        if (hasBudget(plan.recipe())) {
            try (var models = new Models(
                    plan.models(),
                    around.folder().checkpoints(),
                    planner::modelContext,
                    new ScratchLog(Previews.none()),
                    plan.recipe().inFlight(),
                    around.learnedLimits(),
                    prices,
                    Outages.UNHEARD)) {
                require(
                        plan,
                        name -> prices.containsKey(name)
                                || models.at(name).price().isPresent());
            }
        }
    }

    /// The same where it is known which models have a price.
    static void require(RunPlan plan, Predicate<String> hasPrice) {
        if (!hasBudget(plan.recipe())) {
            return;
        }
        var problems = new Problems();
        for (String name : plan.asked()) {
            if (!hasPrice.test(name)) {
                problems.add(
                        "E210",
                        "model '" + name
                                + "' has no price, so a budget in USD cannot be kept: say what a million tokens"
                                + " cost, as in `price: { input: 0.5, output: 1.5 }`, say `price: 0` if nothing is"
                                + " paid, or put it into " + PriceTable.FILE,
                        Objects.requireNonNull(plan.recipe().models().get(name)).place());
            }
        }
        problems.throwIfAny();
    }

    /// Whether a recipe has a budget of money.
    static boolean hasBudget(Recipe recipe) {
        return recipe.until().budgets().stream().anyMatch(Budget.Money.class::isInstance);
    }
}
