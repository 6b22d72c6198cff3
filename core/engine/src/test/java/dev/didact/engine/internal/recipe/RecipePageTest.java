package dev.didact.engine.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.RecipeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The page about recipes.
class RecipePageTest {
    private static final Pattern RECIPE = Pattern.compile("```yaml\n(didact: recipe/1\n.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "recipe.md"));
    }

    @Test
    void everyRecipeOfThePageIsOne() throws IOException {
        List<String> recipes =
                RECIPE.matcher(page()).results().map(found -> found.group(1)).toList();

        assertThat(recipes).isNotEmpty().allSatisfy(yaml -> {
            var text = new RecipeText(
                    "recipe.md", Path.of("."), yaml.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
            assertThat(RecipeReader.read(text, new FixedCatalog()).steps()).isNotEmpty();
        });
    }

    @Test
    void thePageNamesEveryKeyOfAStepAndOfASelection() throws IOException {
        JsonNode schemas = RecipeSchema.table().path("$defs");
        String page = page();

        for (String block : List.of("step", "select")) {
            assertThat(schemas.path(block).path("properties").propertyNames())
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(page).contains("`" + key));
        }
    }
}
