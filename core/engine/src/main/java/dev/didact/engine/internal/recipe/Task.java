package dev.didact.engine.internal.recipe;

import dev.didact.engine.TaskCard;
import java.util.Optional;

/// An evaluation task with everything that it names.
///
/// @param card what it says of itself
/// @param recipe its source, what asks and what grades, as the one step of a recipe in the task's own folder. Its names
///     begin with that of the task, so that none of them is one of the recipe that measures
/// @param level the levels of its items; empty for a source without levels
/// @param perLevel how many items of each level
public record Task(TaskCard card, Recipe recipe, Optional<Recipe.LevelRange> level, int perLevel) {
    Recipe.Source source() {
        return recipe.sources().getFirst();
    }

    /// The step that asks and grades.
    public Recipe.Step step() {
        return recipe.steps().getFirst();
    }

    /// The model that answers; empty where the task is only looked at.
    public Optional<Recipe.Model> measured() {
        return step().generate().flatMap(Recipe.Generate::model);
    }
}
