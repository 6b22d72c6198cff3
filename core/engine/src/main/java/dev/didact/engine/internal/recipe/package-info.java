/// Recipes: from the user's text with arm and settings to a [dev.didact.engine.internal.recipe.Recipe] in which every
/// name means something.
///
/// The keys of a recipe, their types, bounds and defaults stand in one place, `recipe-1.schema.json`: it is what
/// recipes are checked against, what defaults are taken from, and what editors are given.
@NullMarked
package dev.didact.engine.internal.recipe;

import org.jspecify.annotations.NullMarked;
