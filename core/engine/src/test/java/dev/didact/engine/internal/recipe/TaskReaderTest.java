package dev.didact.engine.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.TaskFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReaderTest {
    private static final String TASK = """
            didact: task/1
            name: capitals
            version: 1.2.0
            title: Capitals
            licence: CC0-1.0
            params: { words: 3 }
            models: { judge: { use: openai } }
            sources: [ { id: questions, use: jsonl, with: { path: questions.jsonl } } ]
            generate: [ { use: template, with: { prompt: "At most ${words} words." } } ]
            grade: [ { use: judge, judge: judge }, { use: brief } ]
            metric: accuracy
            """;

    private static final String RECIPE = """
            didact: recipe/1
            name: r
            models: { mine: { use: openai }, other: { use: openai } }
            measure: [ { id: m, task: capitals, model: mine } ]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        write("capitals", TASK);
        Files.writeString(folder.resolve("capitals/questions.jsonl"), "{}\n");
    }

    private Path write(String name, String yaml) throws IOException {
        Path file = folder.resolve(name).resolve("task.yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, yaml);
    }

    /// The components of the other tests, and tasks.
    private record WithTasks(List<TaskFile> tasks) implements Catalog {
        private static final FixedCatalog COMPONENTS = new FixedCatalog();

        @Override
        public List<PluginCard> plugins() {
            return List.of();
        }

        @Override
        public List<ContributionCard> of(Kind kind) {
            return COMPONENTS.of(kind);
        }

        @Override
        public ContributionCard find(Kind kind, String name, Optional<Place> place) {
            return COMPONENTS.find(kind, name, place);
        }
    }

    private Recipe read(String recipe, TaskFile... named) {
        var text =
                new RecipeText("r.yaml", folder, recipe.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
        return RecipeReader.read(text, new WithTasks(List.of(named)));
    }

    private Problem problem(String recipe, TaskFile... named) {
        try {
            read(recipe, named);
        } catch (ProblemException e) {
            assertThat(e.problems()).hasSize(1);
            return e.problems().getFirst();
        }
        throw new AssertionError("the recipe was read");
    }

    private static Task task(Recipe recipe) {
        return recipe.measure().getFirst().task().orElseThrow();
    }

    @Test
    void aMeasureByATaskAsksAndGradesAsTheTaskSays() {
        Recipe recipe = read(RECIPE);

        Recipe.Measure measure = recipe.measure().getFirst();
        assertThat(measure.metric()).isEqualTo("accuracy");
        assertThat(measure.perLevel()).isEqualTo(Integer.MAX_VALUE);
        assertThat(measure.rubrics().stream()
                        .map(rubric -> rubric.component().card().id()))
                .containsExactly("judge", "brief");
        assertThat(measure.rubrics().getFirst().judge().orElseThrow().name()).isEqualTo("capitals/judge");
        Recipe.Generate asks = task(recipe).step().generate().orElseThrow();
        assertThat(asks.model().orElseThrow().name()).isEqualTo("mine");
        assertThat(asks.component().with().text("prompt")).contains("At most 3 words.");
        assertThat(task(recipe).recipe().base()).isEqualTo(folder.resolve("capitals"));
        assertThat(task(recipe).card().reference()).isEqualTo("capitals@1.2.0");
        assertThat(recipe.components().map(component -> component.card().id()))
                .contains("jsonl", "template", "judge", "brief");
    }

    @Test
    void aTaskThatIsRunAsARecipeIsToldWhatPutsItToModels() {
        assertThat(problem(TASK).message()).isEqualTo("this is a task and no recipe; `eval` puts it to models");
    }

    @Test
    void theHashOfATaskIsThatOfAllThatAScoreDependsOn() throws IOException {
        String before = task(read(RECIPE)).card().sha256();
        String data = task(read(RECIPE)).card().data();

        assertThat(task(read(RECIPE.replace("model: mine", "model: other")))
                        .card()
                        .sha256())
                .isEqualTo(before);
        String set = task(read(RECIPE.replace("model: mine", "model: mine, params: { words: 4 }")))
                .card()
                .sha256();
        assertThat(set).isNotEqualTo(before);
        Files.writeString(folder.resolve("capitals/questions.jsonl"), "{}\n{}\n");
        assertThat(task(read(RECIPE)).card().sha256()).isNotEqualTo(before);
        assertThat(task(read(RECIPE)).card().data()).isNotEqualTo(data).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1.2.0|version: one|3|10|'version' must be three numbers such as 1.0.0",
                "metric: accuracy|metric: accurate|11|9|'metric' must be one of",
                "use: template, with|use: template, model: judge, with|9|30|a task asks the model that is measured once for each item: leave 'model' out",
                "use: template, with|use: template, tries: 2, with|9|30|a task asks the model that is measured once for each item: leave 'tries' out",
                "metric: accuracy|learn: {}|11|1|'learn' belongs to a recipe",
                "use: template,|use: templat,|9|20|no generator 'templat'",
                "judge: judge }|judge: juge }|10|31|no model 'juge'",
                "name: capitals|name: Capitals|2|7|'name' must be",
                "task/1|recipe/1|1|9|'didact' must be 'task/1'",
            })
    void whatIsWrongWithATaskIsToldAtItsPlaceInItsFile(String right, String wrong, int line, int column, String says)
            throws IOException {
        Path file = write("capitals", Recipes.replaceFirst(TASK, right, wrong));

        Problem problem = problem(RECIPE);

        assertThat(problem.message()).startsWith(says);
        Place place = problem.place().orElseThrow();
        assertThat(place.file()).isEqualTo(file.toString());
        assertThat(place.line()).isEqualTo(line);
        assertThat(place.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task: capitals, model: mine|task: capital, model: mine|4|27|no task 'capital', and no file or folder with a task.yaml of that name",
                "model: mine }|model: mine, params: { word: 4 } }|4|60|the task has no parameter 'word'; there are words",
                "model: mine }|model: mine, rubric: brief }|4|50|'rubric' is said by the task; leave it out",
                "task: capitals, model: mine|task: capitals|4|27|nothing learns, so say which model task 'capitals' is put to: add `model`",
                "model: mine }|model: mene }|4|44|no model 'mene'",
            })
    void whatIsWrongWithItsUseIsToldInTheRecipe(String right, String wrong, int line, int column, String says) {
        Problem problem = problem(Recipes.replaceFirst(RECIPE, right, wrong));

        assertThat(problem.message()).startsWith(says);
        Place place = problem.place().orElseThrow();
        assertThat(place.file()).isEqualTo("r.yaml");
        assertThat(place.line()).isEqualTo(line);
        assertThat(place.column()).isEqualTo(column);
    }

    @Test
    void aNameMeansTheNewestAndAVersionThatOne() throws IOException {
        write("tasks/capitals", TASK.replace("1.2.0", "1.9.0"));
        write("tasks/capitals@1.10.0", TASK.replace("1.2.0", "1.10.0"));
        TaskFile[] named = Tasks.in(folder.resolve("tasks")).toArray(TaskFile[]::new);

        assertThat(task(read(RECIPE, named)).card().version()).isEqualTo("1.10.0");
        assertThat(task(read(RECIPE.replace("task: capitals", "task: capitals@1.9.0"), named))
                        .card()
                        .version())
                .isEqualTo("1.9.0");
        assertThat(problem(RECIPE.replace("task: capitals", "task: capitals@2.0.0"), named)
                        .message())
                .isEqualTo("no task 'capitals@2.0.0'; there is capitals@1.9.0, capitals@1.10.0");
    }

    @Test
    void theTaskOfTheWorkspaceGoesBeforeThoseOfPluginsWhichHaveFullNames() throws IOException {
        Path file = write("tasks/capitals", TASK);
        Path others = write("others", TASK.replace("1.2.0", "3.0.0"));
        TaskFile a = new TaskFile("capitals", "org.example.a", () -> others);
        TaskFile b = new TaskFile("capitals", "org.example.b", () -> others);
        TaskFile own = new TaskFile("capitals", "", () -> file);

        assertThat(task(read(RECIPE, a, b, own)).card().version()).isEqualTo("1.2.0");
        assertThat(task(read(RECIPE.replace("task: capitals", "task: org.example.b.capitals"), a, b, own))
                        .card()
                        .plugin())
                .isEqualTo("org.example.b");
        assertThat(problem(RECIPE, a, b).suggestions())
                .containsExactly("org.example.a.capitals", "org.example.b.capitals");
    }

    @Test
    void aFolderIsCalledAsTheTaskInIt() throws IOException {
        write("tasks/capital", TASK);
        TaskFile[] named = Tasks.in(folder.resolve("tasks")).toArray(TaskFile[]::new);

        assertThat(problem(RECIPE.replace("task: capitals", "task: capital"), named)
                        .message())
                .startsWith("the task that is called 'capital' from outside must have that name, and has 'capitals'");
    }

    @Test
    void theTaskAndTheRecipeOfThePageAreRight() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "tasks.md"));
        List<String> documents = Pattern.compile("```yaml\n(didact: .*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(documents).hasSize(2);
        write("units", documents.getFirst());
        assertThat(read(documents.getLast()).measure()).hasSize(2);
        assertThat(RecipeSchema.task().path("properties").propertyNames())
                .allSatisfy(
                        key -> assertThat(page).contains(key.equals("didact") ? "didact: task/1" : "`" + key + "`"));
    }

    @Test
    void everyKeyOfATaskIsInItsSchemaForEditors() {
        assertThat(Stream.of("didact", "name", "version", "sources", "generate", "grade", "metric", "params"))
                .allSatisfy(key -> assertThat(RecipeSchema.taskForEditors(new FixedCatalog())
                                .path("properties")
                                .has(key))
                        .isTrue());
    }
}
