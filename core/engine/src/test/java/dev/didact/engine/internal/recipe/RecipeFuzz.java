package dev.didact.engine.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Any bytes as a recipe: it is read, or told what is wrong with it and where.
public final class RecipeFuzz {
    private RecipeFuzz() {}

    /// Recipes to begin with.
    public static List<byte[]> seeds() {
        return List.of(
                Recipes.FIRST_RUN.getBytes(StandardCharsets.UTF_8), Recipes.TEXTS.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a recipe.
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            RecipeReader.read(Recipes.text(input), new FixedCatalog());
        } catch (ProblemException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.place().isPresent());
        }
    }
}
