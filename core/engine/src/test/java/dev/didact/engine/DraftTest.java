package dev.didact.engine;

import static dev.didact.engine.internal.recipe.Recipes.FIRST_RUN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.Draft.Assignment;
import dev.didact.engine.internal.recipe.FixedCatalog;
import dev.didact.engine.internal.recipe.RecipeReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
    private static final Catalog CATALOG = new FixedCatalog();
    private static final Place NAME = new Place("line", 1, 5, 4);

    @Test
    void theFirstRunCanBePutTogetherAtThePrompt() {
        Draft draft = use(Draft.named("first-run", NAME), Kind.MODEL, "student");
        draft = set(draft, "random-seed=7");
        draft = use(draft, Kind.SOURCE, "rank", "id=briefs", "with.examples=500", "level={ start: 5, stop: 9 }");
        draft = use(draft, Kind.GENERATOR, "answer", "model=student", "tries=2");
        draft = use(draft, Kind.RUBRIC, "brief");
        draft = use(draft, Kind.LEARNER, "student", "updates=student", "start.from=briefs", "start.steps=300");
        draft = set(draft, "learn.anchors={ from: briefs, share: 0.3 }", "until.rounds=8");

        assertThat(draft.toYaml()).isEqualTo("""
                didact: recipe/1
                name: first-run
                models: { student: { use: student } }
                random-seed: 7
                sources:
                  - { id: briefs, use: rank, with: { examples: 500 }, level: { start: 5, stop: 9 } }
                generate:
                  - { use: answer, model: student, tries: 2 }
                grade:
                  - { use: brief }
                learn:
                  use: student
                  updates: student
                  start: { from: briefs, steps: 300 }
                  anchors: { from: briefs, share: 0.3 }
                until: { rounds: 8 }
                """);
        assertThat(RecipeReader.read(draft.toText(Path.of("."), List.of(), Optional.empty()), CATALOG)
                        .name())
                .isEqualTo("first-run");
    }

    @Test
    void anEditLeavesTheDraftBeforeItAlone() {
        Draft before = Draft.named("a", NAME);
        Draft after = use(before, Kind.RUBRIC, "brief");

        assertThat(before.toJson().has("grade")).isFalse();
        assertThat(after.drop("grade.brief", NAME).toJson().get("grade")).isEmpty();
        assertThat(after.toJson().get("grade")).hasSize(1);
    }

    @Test
    void inADraftWithStepsAGeneratorIsAStepAndARubricGradesTheLastOne() {
        Draft draft = set(Draft.named("a", NAME), "steps=[{id: made, use: answer}]");
        draft = use(draft, Kind.GENERATOR, "answer", "id=again", "from=made");
        draft = use(draft, Kind.RUBRIC, "brief");

        assertThat(draft.toJson().get("steps").toString())
                .isEqualTo("[{\"id\":\"made\",\"use\":\"answer\"},"
                        + "{\"id\":\"again\",\"use\":\"answer\",\"from\":\"made\",\"grade\":[{\"use\":\"brief\"}]}]");
        Draft steps = draft;
        assertThatThrownBy(() -> use(steps, Kind.GENERATOR, "answer", "id=made"))
                .hasMessageContaining("there is a step 'made' already");
        assertThatThrownBy(() -> set(steps, "steps.made.grade=[{use: brif}]")).hasMessageContaining("brif");
    }

    @Test
    void aModelIsNamedAfterItsComponentWhereNoIdIsGiven() {
        Draft draft = use(Draft.named("a", NAME), Kind.MODEL, "openai", "with.model=m", "family=llama");
        draft = use(draft, Kind.MODEL, "openai", "id=writer", "with.model=n");

        assertThat(draft.toJson().get("models").toString())
                .isEqualTo("{\"openai\":{\"use\":\"openai\",\"with\":{\"model\":\"m\"},\"family\":\"llama\"},"
                        + "\"writer\":{\"use\":\"openai\",\"with\":{\"model\":\"n\"}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUBRIC    | brief   | min=1.4         | 1:14: 'min' must be between 0 and 1 but is 1.4",
                "RUBRIC    | breif   | min=0.4         | 1:5: no rubric 'breif'",
                "RUBRIC    | brief   | mim=0.4         | 1:10: unknown key 'mim' in 'grade.1'",
                "RUBRIC    | brief   | with.wrng=1     | 1:10: unknown key 'wrng' in with of 'brief'",
                "SOURCE    | rank    | with.examples=x | 1:24: 'examples' must be a whole number but is the text 'x'",
                "SOURCE    | rank    | id=briefs       | 1:13: there is a source 'briefs' already",
                "SOURCE    | rank    | id=[a]          | 1:13: 'id' must be a name but is a list",
                "MODEL     | student | id=student      | 1:13: there is a model 'student' already",
                "GENERATOR | answer  | per-item=-3     | 1:19: 'per-item' must be between 1 and 1000000 but is -3",
                "GENERATOR | answer  | select={}       | 1:10: 'select' is a key of steps",
                "EXPORTER  | jsonl   | a=1             | 1:5: no exporter 'jsonl'",
            })
    void whatIsWrongIsToldAtItsColumnAtOnce(Kind kind, String name, String assignment, String message) {
        Draft draft = Draft.of("first-run.yaml", FIRST_RUN.getBytes(UTF_8), CATALOG);

        assertThatThrownBy(() -> use(draft, kind, name, assignment))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("line:" + message);
    }

    @Test
    void whatIsMissingIsNotToldYet() {
        Draft draft = use(Draft.named("a", NAME), Kind.LEARNER, "student");

        assertThat(draft.toJson().get("learn").toString()).isEqualTo("{\"use\":\"student\"}");
    }

    @Test
    void aNameIsCheckedWhereItIsTyped() {
        assertThatThrownBy(() -> Draft.named("My Recipe", NAME))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("line:1:5: a name must be at most 64 lower-case letters");
    }

    @Test
    void aFileGoesThroughADraftUnchangedButForItsComments() {
        Draft draft = Draft.of("first-run.yaml", FIRST_RUN.getBytes(UTF_8), CATALOG);
        Draft again = Draft.of("saved.yaml", draft.toYaml().getBytes(UTF_8), CATALOG);

        assertThat(draft.losesComments()).isTrue();
        assertThat(again.losesComments()).isFalse();
        assertThat(again.toJson()).isEqualTo(draft.toJson());
        assertThat(again.toYaml()).isEqualTo(draft.toYaml());
    }

    @Test
    void theSchemaForEditorsKnowsTheConfigurationOfEachComponent() {
        String schema = Draft.schema(CATALOG).toString();

        assertThat(schema)
                .contains(
                        "{\"if\":{\"properties\":{\"use\":{\"enum\":[\"rank\",\"dev.didact.briefs.rank\"]}},\"required\":[\"use\"]}");
        assertThat(schema).doesNotContain("x-later").doesNotContain("x-message");
    }

    private static Draft use(Draft draft, Kind kind, String name, String... assignments) {
        return draft.use(kind, name, assignments(assignments), NAME, CATALOG);
    }

    private static Draft set(Draft draft, String... assignments) {
        return draft.set(assignments(assignments), CATALOG);
    }

    private static List<Assignment> assignments(String... texts) {
        return Arrays.stream(texts)
                .map(text -> {
                    int equals = text.indexOf('=');
                    return new Assignment(
                            text.substring(0, equals),
                            text.substring(equals + 1),
                            new Place("line", 1, 10, equals),
                            new Place("line", 1, 11 + equals, text.length() - equals));
                })
                .toList();
    }
}
