package dev.didact.engine.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.price.Price;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The page about recipes.
class RecipePageTest {
    private static final Pattern RECIPE = Pattern.compile("```yaml\n(didact: recipe/1\n.*?)```", Pattern.DOTALL);

    private static final Pattern PRICES = Pattern.compile("```yaml\n(didact: prices/1\n.*?)```", Pattern.DOTALL);

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
    void thePriceTableOfThePageIsOne(@TempDir Path folder) throws IOException {
        List<String> tables =
                PRICES.matcher(page()).results().map(found -> found.group(1)).toList();
        Files.writeString(folder.resolve(PriceTable.FILE), String.join("", tables));

        PriceTable table = PriceTable.read(List.of(folder));

        assertThat(tables).hasSize(1);
        assertThat(table.find("small", "http://localhost:8000/v1")).contains(Price.FREE);
        assertThat(table.find("small", "http://localhost:8001/v1")).isNotEmpty().isNotEqualTo(Optional.of(Price.FREE));
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
