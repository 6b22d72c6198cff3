package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A step of the recipe, ready to work.
///
/// @param id its id
/// @param from ids of the sources and earlier steps that it takes from
/// @param when the values that columns must have to be taken
/// @param generate what makes samples; empty where it takes those of earlier steps
/// @param grade what its samples must satisfy
/// @param select what chooses among them
/// @param revisions how often a rejected sample is given back to be mended
record StepPlan(
        String id,
        List<String> from,
        Map<String, List<String>> when,
        Optional<GenerateStep> generate,
        List<GradeStep> grade,
        Optional<Recipe.Select> select,
        int revisions) {
    /// What pairs it makes; empty where it makes none.
    Optional<Recipe.Pairs> pairs() {
        return select.flatMap(Recipe.Select::pairs);
    }

    /// Whether the samples of an item go through it together, one attempt after the other.
    boolean isTogether() {
        return isOrdered() || grade.stream().anyMatch(GradeStep::wantsSiblings);
    }

    /// Whether items go through it in the order in which they were drawn.
    boolean isOrdered() {
        return grade.stream().anyMatch(GradeStep::wantsEarlier);
    }
}
