package dev.didact.engine.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.RandomDocuments;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeFuzzTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverHappensToARecipeNothingButProblemsWithPlacesComesOut(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        int readable = 0;
        for (int i = 0; i < 300; i++) {
            String recipe = random.nextBoolean() ? Recipes.FIRST_RUN : Recipes.TEXTS;
            try {
                Recipes.read(RandomDocuments.damaged(recipe, random));
                readable++;
            } catch (ProblemException e) {
                assertThat(e.problems()).allMatch(problem -> problem.place().isPresent());
            }
        }
        assertThat(readable).isBetween(1, 250);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsSetNothingButProblemsWithPlacesComesOut(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        List<String> paths = List.of(
                "generate.0.tries",
                "grade",
                "sources.briefs.with",
                "sources.briefs.with.examples",
                "learn.start",
                "measure.0.level",
                "measure.held-out.rubric",
                "until.budget",
                "random-seed",
                "models.student",
                "policy",
                "learn.anchors.share",
                "params");
        List<String> values = List.of(
                "5",
                "-1",
                "0",
                "1e9",
                "[]",
                "{}",
                "x",
                "",
                "null",
                "{ a: 1 }",
                "[5]",
                "true",
                "5..9",
                "'",
                "[",
                "${x}",
                "99999999999");
        int readable = 0;
        for (int i = 0; i < 300; i++) {
            String setting = paths.get(random.nextInt(paths.size())) + "=" + values.get(random.nextInt(values.size()));
            try {
                Recipes.read(Recipes.FIRST_RUN, setting);
                readable++;
            } catch (ProblemException e) {
                assertThat(e.problems()).allMatch(problem -> problem.place().isPresent());
            }
        }
        assertThat(readable).isBetween(1, 250);
    }
}
