package dev.didact.engine.internal.recipe;

import static dev.didact.engine.internal.recipe.Recipes.FIRST_RUN;
import static dev.didact.engine.internal.recipe.Recipes.TEXTS;
import static dev.didact.engine.internal.recipe.Recipes.problem;
import static dev.didact.engine.internal.recipe.Recipes.problems;
import static dev.didact.engine.internal.recipe.Recipes.read;
import static dev.didact.engine.internal.recipe.Recipes.readArm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.document.YamlWriter;
import dev.didact.engine.internal.identity.Canonical;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeReaderTest {

    @Test
    void theFirstRunIsReadToTheLetter() {
        Recipe recipe = read(FIRST_RUN);

        assertThat(recipe.name()).isEqualTo("first-run");
        assertThat(recipe.randomSeed()).isEqualTo(7);
        assertThat(recipe.models().keySet()).containsExactly("student");
        assertThat(recipe.source("briefs").component().card().fullId()).isEqualTo("dev.didact.briefs.rank");
        assertThat(recipe.source("briefs").level()).contains(new Recipe.Levels(5, 9, 0.5));
        Recipe.Step step = recipe.steps().getFirst();
        Recipe.Generate answer = step.generate().orElseThrow();
        assertThat(step.from()).containsExactly("briefs");
        assertThat(step.id()).isEqualTo("answer");
        assertThat(answer.model().orElseThrow().name()).isEqualTo("student");
        assertThat(answer.perItem()).isEqualTo(1);
        assertThat(answer.tries()).isEqualTo(2);
        assertThat(step.grade()).singleElement().satisfies(grade -> {
            assertThat(grade.component().card().id()).isEqualTo("brief");
            assertThat(grade.min()).isEmpty();
            assertThat(grade.without()).isEmpty();
        });
        Recipe.Learn learn = recipe.learn().orElseThrow();
        assertThat(learn.updates().name()).isEqualTo("student");
        assertThat(learn.start().orElseThrow().from().id()).isEqualTo("briefs");
        assertThat(learn.start().orElseThrow().steps()).hasValue(300);
        assertThat(learn.anchors().orElseThrow().share()).isEqualTo(0.3);
        assertThat(learn.anchors().orElseThrow().from()).isEqualTo(recipe.source("briefs"));
        assertThat(learn.accumulate()).isTrue();
        assertThat(learn.rollback()).isTrue();
        Recipe.Measure heldOut = recipe.measure().getFirst();
        assertThat(heldOut.id()).isEqualTo("held-out");
        assertThat(heldOut.level()).contains(new Recipe.LevelRange(5, 9));
        assertThat(heldOut.perLevel()).isEqualTo(50);
        assertThat(heldOut.rubrics().getFirst().component().card().id()).isEqualTo("brief");
        assertThat(heldOut.mustNotFall()).isTrue();
        assertThat(recipe.until().rounds()).hasValue(8);
        assertThat(recipe.policy()).isEqualTo("private");
        assertThat(recipe.arms()).containsExactly("verified", "vote", "none", "more-training");
    }

    @Test
    void theFirstArmIsTakenWhereNoneIsNamed() {
        assertThat(read(FIRST_RUN).arm()).contains("verified");
    }

    @Test
    void anArmLaysItsPathsOverTheRecipe() {
        Recipe vote = readArm(FIRST_RUN, "vote");

        assertThat(generator(vote).perItem()).isEqualTo(6);
        assertThat(generator(vote).tries()).isEqualTo(1);
        assertThat(vote.steps().getFirst().grade())
                .singleElement()
                .satisfies(grade -> assertThat(grade.component().card().id()).isEqualTo("majority"));
        assertThat(readArm(FIRST_RUN, "none").steps().getFirst().grade()).isEmpty();
        assertThat(readArm(FIRST_RUN, "more-training").steps()).isEmpty();
    }

    @Test
    void noStepsMeansNothingIsGenerated() {
        assertThat(readArm(FIRST_RUN.replace("{ generate: [] }", "{ steps: [] }"), "more-training")
                        .steps())
                .isEmpty();
    }

    @Test
    void aSettingGoesOverTheArm() {
        Recipe recipe = readArm(FIRST_RUN, "vote", "generate.0.per-item=9", "grade.majority.with.agree=7");

        assertThat(generator(recipe).perItem()).isEqualTo(9);
        assertThat(recipe.steps()
                        .getFirst()
                        .grade()
                        .getFirst()
                        .component()
                        .with()
                        .text("agree"))
                .contains("7");
    }

    @Test
    void aSettingThatOnlyTheTakenArmKnowsIsNoMistakeOfTheOthers() {
        assertThat(readArm(FIRST_RUN, "vote", "grade.majority.with.agree=4").arm())
                .contains("vote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"measure.held-out.per-level=20", "measure.0.per-level=20"})
    void anElementIsNamedByItsIdOrIndex(String setting) {
        assertThat(read(FIRST_RUN, setting).measure().getFirst().perLevel()).isEqualTo(20);
    }

    @Test
    void aSettingMakesAKeyThatIsNotThere() {
        Recipe recipe = read(FIRST_RUN, "until.budget=1.5h", "flow.in-flight=9", "grade.brief.without=[completeness]");

        assertThat(recipe.until().budgets()).containsExactly(new Budget.Time(Duration.ofMinutes(90)));
        assertThat(recipe.inFlight()).isEqualTo(9);
        assertThat(recipe.steps().getFirst().grade().getFirst().without()).containsExactly("completeness");
    }

    @Test
    void aParameterFillsAScalarWithItsTypeAndATextWithItsText() {
        Recipe recipe = read(TEXTS, "params.n=5");

        assertThat(generator(recipe).perItem()).isEqualTo(5);
        assertThat(generator(recipe).model().orElseThrow().component().with().text("model"))
                .contains("qwen-72b");
        assertThat(generator(recipe).component().with().text("prompt")).contains("Ask qwen-72b, not ${teacher}");
    }

    @Test
    void aFileOfItemsIsReadByTheSourceOfFiles() {
        String yaml = FIRST_RUN
                .replace("anchors: { from: briefs,", "anchors: { path: human.jsonl,")
                .replace("from: briefs, level: 5..9, per-level: 50", "path: held.jsonl");

        Component anchors =
                read(yaml).learn().orElseThrow().anchors().orElseThrow().from().component();
        assertThat(anchors.card().id()).isEqualTo("jsonl");
        assertThat(anchors.with().text("path")).contains("human.jsonl");
        Recipe.Measure measure = read(yaml).measure().getFirst();
        assertThat(measure.from().component().with().text("path")).contains("held.jsonl");
        assertThat(measure.perLevel()).isEqualTo(Integer.MAX_VALUE);
        assertThat(read(yaml).components().map(component -> component.card().id()))
                .contains("jsonl");
    }

    @Test
    void aMeasureHasOneOriginOfItsItems() {
        assertThat(problem(FIRST_RUN.replace("from: briefs, level: 5..9", "level: 5..9"))
                        .message())
                .startsWith("'measure/held-out' needs one of 'from' (a source) and 'path'");
    }

    @Test
    void theResolvedDocumentReadsAsTheSameRecipe() {
        Recipe vote = readArm(FIRST_RUN, "vote", "random-seed=11");
        Recipe again = read(YamlWriter.write(vote.document()));

        assertThat(again.randomSeed()).isEqualTo(11);
        assertThat(again.arms()).isEmpty();
        assertThat(again.document().toJson()).isEqualTo(vote.document().toJson());
        assertThat(generator(again).identity()).isEqualTo(generator(vote).identity());
    }

    @Test
    void jsonIsReadAsWell() {
        String json = read(FIRST_RUN).document().toJson().toPrettyString();

        assertThat(read(json).document().toJson())
                .isEqualTo(read(FIRST_RUN).document().toJson());
    }

    @Test
    void aConfigurationThatSpellsOutTheDefaultHasTheSameIdentity() {
        Recipe spelled = read(FIRST_RUN, "sources.briefs.with.order=rising");

        assertThat(Canonical.text(spelled.source("briefs").identity()))
                .isEqualTo(Canonical.text(read(FIRST_RUN).source("briefs").identity()))
                .contains("\"examples\":500");
    }

    @Test
    void whatChangesResultsChangesTheIdentity() {
        assertThat(read(FIRST_RUN, "sources.briefs.with.examples=200")
                        .source("briefs")
                        .identity())
                .isNotEqualTo(read(FIRST_RUN).source("briefs").identity());
        assertThat(generator(read(TEXTS, "params.teacher=other")).identity())
                .isNotEqualTo(generator(read(TEXTS)).identity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "per-item: 1      | per-item: -3       | -3      | 'per-item' must be between 1 and 1000000 but is -3",
                "examples: 500    | examples: \"500\"  | \"500\" | 'examples' must be a whole number but is the text '500'; take its quotes away",
                "share: 0.3       | share: 1.4         | 1.4     | 'share' must be between 0 and 1 but is 1.4",
                "random-seed: 7   | random-seed: x     | x       | 'random-seed' must be a whole number but is the text 'x'",
                "name: first-run  | name: 5            | 5       | 'name' must be a text but is 5; put it in quotes",
                "use: answer      | use: anser         | anser   | no generator 'anser'",
                "model: student   | model: studend     | studend | no model 'studend' in `models`; there are student",
                "from: briefs, l  | from: brief, l     | brief   | no source 'brief' in `sources`; there are briefs",
                "updates: student | updates: teacher   | teacher | no model 'teacher' in `models`; there are student",
                "rubric: brief    | rubric: breif      | breif   | no rubric 'breif'",
                "gate: must-not-fall | gate: must-fall | must-fall | 'gate' must be 'must-not-fall' but is 'must-fall'",
                "level: 5..9      | level: 9..5        | 9..5    | 'level' must rise from the first to the last but is '9..5'",
                "start: 5         | start: 12          | 12      | 'start' must not be above 'stop', which is 9, but is 12",
                "with: { examples: 500 } | with: 5     | 5       | 'with' must be a mapping but is 5",
                "id: briefs       | id: Briefs         | Briefs  | 'id' must be at most 64 lower-case letters, digits and hyphens, a letter first, but is 'Briefs'",
                "use: rank        | use: rank, split: { words: 0 } | 0 | 'words' must be between 1 and 1000000 but is 0",
                "use: rank        | use: rank, split: { words: 8, overlap: 8 } | 8 | 'overlap' must be below words, which is 8, but is 8",
                "use: rank        | use: rank, split: { headings: 2, overlap: 1 } | 1 | 'overlap' must be below what a passage holds at most, which is not given, but is 1",
                "use: rank        | use: rank, held-out: 1.5 | 1.5 | 'held-out' must be between 0 and 1 but is 1.5",
                "rounds: 8        | rounds: 8, budget: 0USD  | 0USD  | 'budget' must be more than nothing but is '0USD'",
                "rounds: 8        | rounds: 8, budget: 8 EUR | 8 EUR | 'budget' must be money, time or tokens such as 2USD, 1h or 1Mtok but is '8 EUR'",
            })
    void aWrongValueIsToldWhereItStandsWithTheRule(String right, String wrong, String pointed, String message) {
        String yaml = Recipes.replaceFirst(FIRST_RUN, right, wrong);

        Problem problem = problems(yaml).getFirst();

        assertThat(problem.message()).startsWith(message);
        assertThat(Recipes.pointedAt(yaml, problem)).isEqualTo(pointed);
        assertThat(problem.category()).isEqualTo(Problem.Category.USAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                             | 'split' needs one of 'words', 'characters', 'sentences' and 'paragraphs'",
                "{ overlap: 3 }                 | 'split' needs one of",
                "{ words: 3, characters: 9 }    | 'split' needs only one of",
            })
    void splitSaysHowMuchAPassageHoldsAndOnlyOnce(String split, String message) {
        String yaml = Recipes.replaceFirst(FIRST_RUN, "use: rank", "use: rank, split: " + split);

        assertThat(problem(yaml).message()).startsWith(message);
    }

    @Test
    void whatItemsAreCutIntoAndKeptFromBelongsToTheIdentityOfTheirSource() {
        assertThat(Stream.of(
                                "held-out: 0",
                                "split: { words: 8 }",
                                "split: { characters: 8 }",
                                "split: { words: 8, overlap: 2 }",
                                "split: { words: 8, headings: 1 }",
                                "split: { headings: 1 }",
                                "held-out: 0.1")
                        .map(keys -> read(Recipes.replaceFirst(FIRST_RUN, "use: rank", "use: rank, " + keys))
                                .source("briefs")
                                .identity()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"per-item, per-itm", "tries, tris", "raise-at, rais-at", "rounds, round", "models, modles"})
    void aMisspeltKeyIsToldWithTheRightOne(String right, String wrong) {
        String yaml = Recipes.replaceFirst(FIRST_RUN, right + ":", wrong + ":");

        Problem problem = problems(yaml).getFirst();

        assertThat(problem.message()).startsWith("unknown key '" + wrong + "' in ");
        assertThat(Recipes.pointedAt(yaml, problem)).isEqualTo(wrong);
        assertThat(problem.suggestions()).contains(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use: answer | use: answer, from: briefs   | 'from' is a key of steps",
                "use: answer | use: answer, select: {}     | 'select' is a key of steps",
                "use: answer | use: answer, on-reject: {}  | 'on-reject' is a key of steps",
                "use: brief }| pack: style@1 }             | 'pack' is not known to this version",
                "from: briefs, level | task: ifeval, from: briefs, level | 'from' is said by the task",
                "use: student, updates | use: student, from: x, updates | 'from' names steps, and this recipe has no `steps`",
                "until:      | policy: strict~until:       | 'policy' must be 'private', the one policy of this version, but is 'strict'",
            })
    void aKeyOfALaterVersionIsRefused(String right, String wrong, String message) {
        String yaml = Recipes.replaceFirst(FIRST_RUN, right, wrong.replace('~', '\n'));

        assertThat(problems(yaml)).anyMatch(problem -> problem.message().startsWith(message));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        List<Problem> problems = problems(FIRST_RUN
                .replace("per-item: 1", "per-item: 0")
                .replace("share: 0.3", "share: much")
                .replace("rounds: 8", "ronds: 8"));

        assertThat(problems).extracting(Problem::code).containsExactly("E204", "E203", "E201");
    }

    @Test
    void namesAreToldAllAtOnceToo() {
        assertThat(problems(FIRST_RUN.replace("use: rank", "use: rang").replace("use: answer", "use: anser")))
                .extracting(Problem::message)
                .containsExactly("no source 'rang'", "no generator 'anser'");
    }

    @Test
    void anotherVersionOfTheDocumentIsRefused() {
        assertThat(problem(FIRST_RUN.replace("recipe/1", "recipe/2")).toString())
                .isEqualTo("r.yaml:1:9: 'didact' must be 'recipe/1', the one form of this version, but is 'recipe/2'");
    }

    @Test
    void aRecipeThatDoesNothingIsRefused() {
        assertThat(problem("{ didact: recipe/1, name: idle }").message()).startsWith("the recipe does nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "student: { use: student } | student: { use: student, fallback: other }, other: { use: student } | 'student' is the student",
                "student: { use: student } | student: { use: student }, other: { use: student, fallback: student } | 'student' is the student",
                "student: { use: student } | student: { use: student }, other: { use: student, fallback: other } | the fallback of 'other' must be another model",
                "student: { use: student } | student: { use: student }, a: { use: student, fallback: b }, b: { use: student, fallback: c }, c: { use: student } | the fallback of 'a' must be another model",
                "student: { use: student } | student: { use: student }, other: { use: student, fallback: nobody } | no model 'nobody'",
            })
    void aFallbackIsAnotherModelAndTheStudentHasNoneAndIsNone(String right, String wrong, String message) {
        assertThat(problems(FIRST_RUN.replace(right, wrong)))
                .anyMatch(problem -> problem.message().startsWith(message));
    }

    @Test
    void withoutGeneratorsThereMustBeAnchors() {
        assertThat(problems(FIRST_RUN.replace(", anchors: { from: briefs, share: 0.3 }", "")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("arm 'more-training': without `generate` or `steps` there is nothing to learn"));
    }

    private static final String STEPS = """
            didact: recipe/1
            name: steps
            models:  { student: { use: student } }
            sources: [ { id: briefs, use: rank } ]
            steps:
              - { id: made, from: briefs, use: answer, model: student, per-item: 2 }
              - { id: fresh, grade: [ { use: brief } ] }
              - { id: again, from: [fresh, briefs], use: answer, model: student }
              - { id: best, from: again, select: { per: fresh, at-most: 1 } }
              - { id: pairs, from: again, grade: [ { use: brief } ], select: { best-from: again, margin: 0.1 } }
            learn:   { use: student, updates: student, from: [best, pairs] }
            """;

    @Test
    void stepsAreReadWithWhereEachTakesFrom() {
        Recipe recipe = read(STEPS);

        assertThat(recipe.steps().stream().map(Recipe.Step::id))
                .containsExactly("made", "fresh", "again", "best", "pairs");
        assertThat(recipe.steps().stream().map(Recipe.Step::from))
                .containsExactly(
                        List.of("briefs"),
                        List.of("made"),
                        List.of("fresh", "briefs"),
                        List.of("again"),
                        List.of("again"));
        assertThat(recipe.steps().getFirst().generate().orElseThrow().perItem()).isEqualTo(2);
        assertThat(recipe.steps().get(3).select().orElseThrow().atMost()).hasValue(1);
        assertThat(recipe.steps().get(4).pairs().orElseThrow().margin()).isEqualTo(0.1);
        assertThat(recipe.ends()).containsExactly("best");
        assertThat(recipe.most().get("again")).isEqualTo(new Recipe.Most(3, 3, 3));
    }

    @Test
    void anArmWithoutStepsLearnsFromTheAnchorsAlone() {
        String yaml =
                STEPS.replace("from: [best, pairs] }", "from: [best, pairs], anchors: { from: briefs, share: 1 } }")
                        + "arms: { full: {}, more-training: { steps: [] } }\n";

        assertThat(readArm(yaml, "more-training").steps()).isEmpty();
        assertThat(readArm(yaml, "more-training").learn().orElseThrow().from()).isEmpty();
        assertThat(readArm(yaml, "full").learn().orElseThrow().from()).containsExactly("best", "pairs");
    }

    @Test
    void withoutALearnerStepsEndWhereNoOtherTakesSamples() {
        String learner = STEPS.substring(STEPS.indexOf("learn:"));

        assertThat(read(STEPS.replace(learner, "")).ends()).containsExactly("best");
        assertThat(read(STEPS.replace("[best, pairs]", "pairs")).ends()).containsExactly("again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: briefs, use      | from: brief, use            | no source or earlier step 'brief'; there are briefs",
                "from: briefs, use      | from: fresh, use            | step 'fresh' stands behind the one that takes from it",
                "id: fresh, grade       | id: made, grade             | 'made' is there twice among sources and steps",
                "id: fresh, grade       | id: fresh, from: briefs, grade | step 'fresh' takes samples, and source 'briefs' gives items",
                "grade: [ { use: brief } ] }| tries: 2 }              | step 'fresh' does nothing",
                "grade: [ { use: brief } ] }| per-item: 2, grade: [] }| 'per-item' belongs to a generator, and step 'fresh' has none",
                "per: fresh, at-most: 1 | per: fresh                  | this chooses nothing",
                "at-most: 1 }           | pass-rate: 0.2..0.8 }       | 'pass-rate' counts what the step accepts and rejects",
                "id: fresh, grade       | id: fresh, from: fresh, grade | step 'fresh' cannot take from itself",
                "per: fresh, at-most: 1 | per: frash, at-most: 1      | 'per' names 'frash', which these samples did not come through",
                "best-from: again       | best-from: fresh            | 'best-from' must name a step that makes samples",
                "best-from: again, m    | at-most: 1, m               | 'margin' is a distance within pairs",
                "per: fresh, at-most: 1 | pass-rate: 0.8..0.2         | 'pass-rate' must rise from the first to the last",
                "per: fresh, at-most: 1 | pass-rate: most             | 'pass-rate' must be two shares such as 0.2..0.8",
                "[best, pairs]          | [best, pears]               | no step 'pears' in `steps`",
                "id: pairs, from: again | id: pairs, from: best, on-reject: { revise: 1 } | cannot have samples revised that step 'best' did not make",
                "per-item: 2 }          | tries: 2, on-reject: { revise: 1 } } | leave out `tries` or `on-reject`",
                "per-item: 2 }          | per-item: 2, on-reject: { revise: 1 } } | rejects nothing; give it `grade`, or leave `on-reject` out",
                "from: again, grade: [ { use: brief } ], | from: again,   | 'best-from' and 'worst-from' go by grades, and nothing grades these samples",
                "use: answer, model: student } | use: answer, model: student, judge: student } | 'judge' belongs to an entry of `grade`",
                "learn:                 | grade: [ { use: brief } ]~learn: | are the short form of a recipe with one step",
            })
    void whatIsWrongWithAStepIsToldWhereItStands(String right, String wrong, String message) {
        String yaml = Recipes.replaceFirst(STEPS, right, wrong.replace('~', '\n'));

        assertThat(problems(yaml)).anySatisfy(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.place()).isPresent();
        });
    }

    @Test
    void nothingTakesSamplesFromAStepThatMakesPairs() {
        String yaml = STEPS.replace("learn:", "  - { id: more, from: pairs, grade: [ { use: brief } ] }\nlearn:");

        assertThat(problems(yaml))
                .anySatisfy(
                        problem -> assertThat(problem.message()).startsWith("step 'pairs' makes pairs for `learn`"));
    }

    @Test
    void twoGeneratorsOfOneNameNeedAnId() {
        String yaml = FIRST_RUN.replace("tries: 2 } ]", "tries: 2 }, { use: answer, model: student } ]");

        assertThat(problem(yaml).message())
                .startsWith("'answer' is there twice")
                .contains("give this one an `id`");
    }

    @Test
    void anUnknownArmIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> readArm(FIRST_RUN, "verifed"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no arm 'verifed'; there are verified, vote, none, more-training");
    }

    @Test
    void aMistakeInAnArmThatIsNotTakenIsTold() {
        assertThat(problem(FIRST_RUN.replace("agree: 5", "agre: 5")).message())
                .startsWith("arm 'vote': unknown key 'agre' in with of 'majority'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "random-seed=banana    | --set:1:13: 'random-seed' must be a whole number but is the text 'banana'",
                "generate.1.tries=2    | --set:1:1: 'generate.1.tries': 'generate' has 1 elements, counted from 0",
                "grade.breif.min=0.5   | --set:1:1: 'grade.breif.min': no element 'breif' in 'grade'",
                "until.ronds=5         | --set:1:1: unknown key 'ronds' in 'until'",
                "name.first=x          | --set:1:1: 'name.first': 'name' is the text 'first-run' and has no 'first' in it",
                "arms.vote=1           | --set:1:1: 'arms' cannot be set here",
                "banana                | --set:1:1: 'banana' is not a setting; write path=value",
                "..=1                  | --set:1:1: '..' is not a path",
                "until={ rounds: 8     | --set:1:7: '{ rounds: 8': this is not YAML",
            })
    void aWrongSettingIsToldAtItsColumn(String setting, String message) {
        assertThat(problems(FIRST_RUN, setting).getFirst().toString()).startsWith(message);
    }

    @Test
    void anAmbiguousSegmentIsToldWithItsCandidates() {
        String yaml = FIRST_RUN.replace("[ { use: brief } ]", "[ { use: brief }, { use: brief, min: 0.5 } ]");

        Problem problem = problem(yaml, "grade.brief.min=1");

        assertThat(problem.message()).contains("2 elements of 'grade' are named 'brief'");
        assertThat(problem.suggestions()).containsExactly("grade.0", "grade.1");
    }

    @Test
    void anUnknownParameterIsToldWithTheRightOne() {
        Problem problem = problem(TEXTS.replace("\"${teacher}\"", "\"${techer}\""));

        assertThat(problem.toString()).startsWith("r.yaml:4:50: there is no parameter 'techer' in `params`");
        assertThat(problem.suggestions()).containsExactly("teacher");
    }

    @Test
    void armsAreListedInTheirOrder() {
        RecipeText text = Recipes.text(FIRST_RUN, Optional.empty());

        assertThat(RecipeReader.arms(text)).containsExactly("verified", "vote", "none", "more-training");
    }

    private static Recipe.Generate generator(Recipe recipe) {
        return recipe.steps().getFirst().generate().orElseThrow();
    }
}
