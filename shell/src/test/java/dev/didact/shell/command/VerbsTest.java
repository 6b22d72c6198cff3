package dev.didact.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.model.Usage;
import dev.didact.engine.Cassette;
import dev.didact.engine.Money;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.Workspace;
import dev.didact.shell.Main;
import dev.didact.shell.output.Environment;
import dev.didact.shell.output.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/// What the verbs print and how they end.
final class VerbsTest extends FakeWorkspaceTest {
    @Test
    void aRunTellsItsEventsOneALine() {
        Ended ended = run("run essays.yaml -o jsonl");
        assertThat(ended.code()).isZero();
        assertThat(ended.objects().stream().map(event -> event.path("type").asString()))
                .containsExactly("run.started", "round.finished", "round.finished", "run.finished");
        JsonNode round = ended.objects().get(2);
        assertThat(round.path("run").asInt()).isEqualTo(1);
        assertThat(round.path("round").asInt()).isEqualTo(1);
        assertThat(round.path("generated").asLong()).isEqualTo(2);
        assertThat(round.path("heldOut").path("score").asDouble()).isEqualTo(0.62);
        assertThat(round.path("heldOut").path("n").asInt()).isEqualTo(250);
        assertThat(round.path("measures").path("held-out").path("metric").asString())
                .isEqualTo("accepted");
        assertThat(round.path("health").path(0).path("alarm").asString()).isEqualTo("reward-gap");
        for (String key : List.of(
                "accepted", "rejected", "quarantined", "ungraded", "undecided", "coverage", "novelty", "seconds")) {
            assertThat(round.has(key)).as(key).isTrue();
        }
        JsonNode finished = ended.objects().get(3);
        assertThat(finished.path("status").asString()).isEqualTo("completed");
        assertThat(finished.path("reason").asString()).isEqualTo("rounds");
        assertThat(finished.path("heldOut").path("first").asDouble()).isEqualTo(0.14);
        assertThat(finished.path("measures").path("held-out").path("last").asDouble())
                .isEqualTo(0.62);
        assertThat(finished.path("measures").path("held-out").path("n").asInt()).isEqualTo(250);
        assertThat(finished.path("tokens").path("out").asInt()).isEqualTo(20);
        assertThat(finished.has("costUsd")).isTrue();
    }

    @Test
    void aRunIsRecordedToOrReplayedFromAFileOfTheFolderThatTheLineIsTypedIn() {
        run("run essays.yaml --record calls.jsonl");
        assertThat(workspace.cassette()).contains(new Cassette(Cassette.Use.RECORD, folder.resolve("calls.jsonl")));

        run("run essays.yaml --replay calls.jsonl");
        assertThat(workspace.cassette()).contains(new Cassette(Cassette.Use.REPLAY, folder.resolve("calls.jsonl")));

        run("run essays.yaml");
        assertThat(workspace.cassette()).isEmpty();
    }

    @Test
    void peopleReadTheRoundsOnStandardOutput() {
        Ended ended = run("run essays.yaml");
        assertThat(ended.out())
                .contains("run 1  essays", "round 0  base", "held-out 0.62 [0.56 0.68]  250 items", "alarm reward-gap");
        assertThat(ended.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "run failing.yaml                             | 1   | E591",
                "run missing.yaml                             | 2   | E290",
                "run .                                        | 2   | E290",
                "run wrong.yaml                               | 2   | E203",
                "check wrong.yaml                             | 2   | E203",
                "run essays.yaml --random-seed banana         | 2   | E103",
                "run essays.yaml --rounds -1                  | 2   | E103",
                "run essays.yaml --budget lots                | 2   | E103",
                "run essays.yaml --require heldOut            | 2   | E103",
                "run armless.yaml --arm all                   | 2   | E102",
                "run essays.yaml --record a.jsonl             | 0   | ``",
                "run essays.yaml --record a --replay b        | 2   | E103",
                "run essays.yaml --arm all --record a.jsonl   | 2   | E103",
                "run essays.yaml --arm all --replay a.jsonl   | 2   | E103",
                "run                                          | 2   | E106",
                "run essays.yaml --require 'heldOut>=0.9'     | 3   | E301",
                "run essays.yaml --require 'other>=0.1'       | 2   | E102",
                "run essays.yaml --require 'held-out>=0.9'    | 3   | E301",
                "run essays.yaml --require 'heldOut>=0.6'     | 0   | ``",
                "run essays.yaml --require accepted==1        | 0   | ``",
                "run unreachable.yaml                         | 4   | E401",
                "resume 9                                     | 2   | E102",
                "fork 9                                       | 2   | E102",
                "fork 1 --from-round x                        | 2   | E103",
                "fork 1 --sets a=b                            | 2   | E105",
                "stop 9                                       | 2   | E102",
                "watch 9                                      | 2   | E102",
                "samples 9                                    | 2   | E102",
                "explain 9/1                                  | 2   | E102",
                "explain nonsense                             | 2   | E103",
                "compare 1                                    | 2   | E106",
                "rubrics lenght                               | 2   | E102",
                "grade x                                      | 2   | E106",
                "eval                                         | 2   | E106",
                "eval capitals                                | 2   | E106",
                "eval capitls --model student                 | 2   | E102",
                "eval capitals --model gone                   | 2   | E102",
                "eval capitals --model student --from no.yaml | 2   | E290",
                "eval capitals wrds=1 --model student         | 2   | E102",
                "tasks gone                                   | 2   | E102",
                "schema recipes                               | 2   | E103",
                "grade x --rubric lenght                      | 2   | E102",
                "grade gone.jsonl --rubric length             | 2   | E190",
                "grade in.jsonl --rubric length               | 1   | E590",
                "grade 'some text' --rubric length            | 0   | ``",
                "export 1 --to x                              | 2   | E106",
                "export 1 --to x --format jsonl --isolation x | 2   | E103",
                "export 1 --to x --format jsonl --isolation process --process-memory 2 | 2   | E103",
                "export 1 --to x --format jsonl --process-memory 2GB | 2   | E106",
                "grade x --rubric length --isolation x        | 2   | E103",
                "grade x --rubric length --process-memory 2GB | 2   | E106",
                "set until.rounds=3                           | 2   | E192",
                "show                                         | 2   | E192",
                "new 'a b'; show                              | 2   | E",
                "try                                          | 4   | E492",
                "plugin new rubrik org.example.words          | 2   | E103",
                "plugin new rubric                            | 2   | E106",
                "plugin new rubric Words                      | 2   | E103",
                "plugin new rubric org.example.words          | 4   | E492",
                "plugin disable tests more                    | 2   | E107",
                "plugin disable tests --dir x                 | 2   | E105"
            })
    void everyEndingHasItsCodeAndSaysWhy(String line, int code, String error) {
        Ended ended = run(line + (line.contains(";") ? "" : " -o json"));
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        if (code == 0) {
            assertThat(ended.err()).isEmpty();
        } else {
            JsonNode json = JsonMapper.shared()
                    .readTree(
                            line.contains(";")
                                    ? "{\"error\":\"E\"}"
                                    : ended.err().lines().toList().getLast());
            assertThat(json.path("error").asString()).isEqualTo(error);
            assertThat(ended.err()).doesNotContain("Exception").doesNotContain("\tat ");
        }
    }

    @Test
    void anUnknownReferenceIsPointedAtInTheLine() {
        assertThat(run("compare 1 12").err()).isEqualTo("""
                error: no run 1
                  compare 1 12
                          ^
                """);
        assertThat(run("rubrics lenght").err()).isEqualTo("""
                error: no rubric 'lenght'
                  rubrics lenght
                          ^^^^^^
                  did you mean 'length'?
                """);
    }

    @Test
    void aRecipeErrorNamesFileLineAndColumn() {
        assertThat(run("run wrong.yaml").err()).isEqualTo("""
                error: wrong.yaml:2:3: unknown key 'wrong'
                  did you mean 'strong'?
                error: and another
                """);
    }

    @Test
    void aGateOnAMeasureThatIsNotThereIsRefusedBeforeTheRun() {
        Ended ended = run("run essays.yaml --require 'heldout>=0.1'; runs");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("no measure 'heldout'; there are accepted, heldOut, held-out", "did you mean", "^^^");
        assertThat(run("runs").out()).as("no run was begun").isEmpty();
    }

    @Test
    void aGateOnARecipeWithoutMeasuresSaysWhatCanBeRequired() {
        assertThat(run("run unmeasured.yaml --require 'heldOut>=0.1'").err())
                .contains("the recipe measures nothing, so only 'accepted' can be required");
    }

    @Test
    void aTimeBelowAMinuteIsNotSaidToBeAMinute() {
        assertThat(run("check essays.yaml").out()).contains("about 6 min");
        assertThat(run("check brief.yaml").out()).contains("less than a minute").doesNotContain("about");
    }

    @Test
    void aRunThatNobodyReadsIsStoppedAndEndsQuietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(write("endless", gone, err)).isZero();
        assertThat(err.size()).isZero();
    }

    @Test
    void aRunWhoseOutputHasNoRoomIsStoppedAndSaysSo() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThat(write("endless", full, err)).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: cannot write the output: No space left on device\n")
                .contains("\"error\":\"E490\"");
    }

    private int write(String recipe, OutputStream out, OutputStream err) {
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        return Main.run(
                List.of("run", recipe + ".yaml", "-o", "jsonl"),
                new ByteArrayInputStream(new byte[0]),
                out,
                err,
                environment,
                settings -> workspace);
    }

    @Test
    void tryEndsWithTheLineThatShowsTheControlArms() throws IOException {
        Path recipe = folder.resolve("home/examples/first-run/recipe.yaml");
        Files.createDirectories(recipe.getParent());
        Files.writeString(recipe, "essays");
        Environment environment =
                new Environment(Map.of(), folder, Optional.of(folder.resolve("home")), false, false, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                List.of("try"), new ByteArrayInputStream(new byte[0]), out, err, environment, settings -> workspace);
        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("the same with the control arms: run " + recipe + " --arm all\n");
    }

    @Test
    void aFileInPlaceOfTheWorkspaceIsNamed() {
        Ended ended = run("runs --workspace in.jsonl/deeper -o json");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("in.jsonl is not a folder", "--workspace", "\"error\":\"E493\"");
    }

    @Test
    void pluginsLieInTheDistributionAndInTheStoreAndTheStoreIsNoWorkspace() throws IOException {
        Files.createDirectories(folder.resolve(".didact"));
        Path project = Files.createDirectories(folder.resolve("project"));
        assertThat(settings(project, Map.of("HOME", folder.toString())).folder())
                .isEqualTo(project.resolve(".didact"));
        assertThat(settings(project, Map.of("HOME", folder.toString())).plugins())
                .containsExactly(folder.resolve("home/plugins"));
        assertThat(settings(project, Map.of("HOME", folder.toString())).store()).contains(folder.resolve(".didact"));
        assertThat(settings(project, Map.of("HOME", folder.toString(), "DIDACT_HOME", "/store"))
                        .store())
                .contains(Path.of("/store"));
        assertThat(settings(project, Map.of("HOME", "/user")).cache()).isEqualTo(Path.of("/user/.cache/didact"));
        assertThat(settings(project, Map.of("HOME", "/user", "DIDACT_HOME", "/store", "XDG_CACHE_HOME", "/cache"))
                        .cache())
                .isEqualTo(Path.of("/store/unpacked"));
        assertThat(settings(project, Map.of("HOME", "/elsewhere")).folder()).isEqualTo(folder.resolve(".didact"));
    }

    @Test
    void whatAPluginWantsIsShownBeforeItIsInstalledAndYesConsents() throws IOException {
        Files.writeString(folder.resolve("code.zip"), "");
        Files.writeString(folder.resolve("data.zip"), "");
        Ended refused = run("plugin install code.zip -o json");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "dev.didact.tests 0.1.0   in place of 0.0.9",
                        "adds      rubric length",
                        "it runs with your rights",
                        "+ wants     network api.example.com:443   newly",
                        "- wants     secret example.key   no longer",
                        "because   looks things up",
                        "add --yes to agree",
                        "\"error\":\"E193\"");
        assertThat(workspace.changes()).isEmpty();
        assertThat(run("plugin install data.zip").code()).isZero();
        Ended agreed = run("plugin install code.zip --yes -o json");
        assertThat(agreed.code()).isZero();
        assertThat(agreed.json().path("id").asString()).isEqualTo("dev.didact.tests");
        assertThat(workspace.changes()).containsExactly("install dev.didact.tests", "install dev.didact.tests");
    }

    @ParameterizedTest
    @CsvSource({"y, install dev.didact.tests", "YES, install dev.didact.tests", "n, ''", "'', ''"})
    void aPersonAtATerminalIsAsked(String answer, String changed) throws IOException {
        Files.writeString(folder.resolve("code.zip"), "");
        Environment terminal = new Environment(Map.of(), folder, Optional.empty(), true, false, true);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                List.of("plugin", "install", "code.zip"),
                new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                err,
                terminal,
                settings -> workspace);
        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("install it? [y/N] ");
        assertThat(String.join(",", workspace.changes())).isEqualTo(changed);
    }

    @Test
    void aPluginIsNamedByItsIdOrTheEndOfIt() {
        assertThat(run("plugin disable tests; plugin enable dev.didact.tests; plugin reload tests")
                        .code())
                .isZero();
        assertThat(run("plugin rollback tests -o jsonl").code()).isZero();
        assertThat(run("plugin remove tests -o json").json().path("removed").asBoolean())
                .isTrue();
        assertThat(workspace.changes())
                .containsExactly(
                        "disable dev.didact.tests",
                        "enable dev.didact.tests",
                        "reload dev.didact.tests",
                        "rollback dev.didact.tests",
                        "remove dev.didact.tests");
        assertThat(run("plugin remove dev.didact.test").err()).contains("did you mean 'dev.didact.tests'");
        assertThat(run("plugin install nowhere.zip").err()).contains("no file or folder 'nowhere.zip'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plugin update tests    | 'update' is 'install': install or update it from an archive or a folder",
                "plugin upgrade tests   | did you mean 'install'",
                "plugin uninstall tests | did you mean 'remove'",
                "plugin downgrade tests | did you mean 'rollback'",
                "plugin list            | 'list' is 'plugins'",
                "plugin show tests      | 'show' is 'plugins'",
                "plugin install tests   | a plugin is updated from the archive or the folder of its new version",
                "plugin update          | did you mean 'install'"
            })
    void wordsOfOtherProgramsAreAnsweredWithWhatToWriteHere(String line, String says) {
        Ended wrong = run(line);

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains(says);
    }

    @Test
    void peopleAreToldWhatFailedWhereNothingWasGraded() {
        assertThat(run("grade 'some text' --rubric length").err()).isEqualTo("ungraded 1: too slow\n");
        assertThat(run("help plugin").out()).contains("  rollback", "go back to the version before");
    }

    @Test
    void whoMissesADisabledPluginIsNamedOnce() {
        String missed = "plugin org.example.needs@1.0.0 cannot be used any more: it needs plugin dev.didact.tests";
        assertThat(run("plugin disable tests").err()).contains(missed);
        assertThat(run("plugin reload tests").err()).doesNotContain(missed);
    }

    private Workspace.Settings settings(Path from, Map<String, String> variables) {
        List<Workspace.Settings> opened = new ArrayList<>();
        Environment environment =
                new Environment(variables, from, Optional.of(folder.resolve("home")), false, false, false);
        OutputStream nowhere = OutputStream.nullOutputStream();
        Main.run(List.of("runs"), new ByteArrayInputStream(new byte[0]), nowhere, nowhere, environment, settings -> {
            opened.add(settings);
            return workspace;
        });
        return opened.getFirst();
    }

    @Test
    void aVerbExplainsItselfByHabit() {
        assertThat(run("run --help")).isEqualTo(run("help run"));
        assertThat(run("grade -h")).isEqualTo(run("help grade"));
    }

    @Test
    void aWrongSettingOfARubricIsNotTheRubricsFault() {
        assertThat(run("grade x --rubric length --with wrong=1").err()).contains("""
                  grade x --rubric length --with wrong=1
                                                 ^^^^^^^
                """);
    }

    @Test
    void allArmsRunAndAreCompared() {
        Ended ended = run("run essays.yaml --arm all -o jsonl");
        assertThat(ended.code()).isZero();
        assertThat(ended.objects()).hasSize(9);
        assertThat(ended.objects().get(4).path("arm").asString()).isEqualTo("none");
        assertThat(ended.objects().getLast().path("type").asString()).isEqualTo("compared");
    }

    @Test
    void anEvaluationIsOneResultOfTasksAndModelsWithIntervals() {
        Ended ended = run("eval capitals --model student -o json");
        assertThat(ended.code()).isZero();
        JsonNode found = JsonMapper.shared().readTree(ended.out());
        assertThat(found.path("run").asInt()).isEqualTo(1);
        JsonNode score = found.path("scores").path(0);
        assertThat(names(score))
                .containsExactly("task", "model", "metric", "score", "low", "high", "n", "abstained", "ungraded");
        assertThat(names(found.path("differences").path(0)))
                .containsExactly(
                        "task",
                        "modelA",
                        "modelB",
                        "a",
                        "b",
                        "difference",
                        "low",
                        "high",
                        "paired",
                        "unpaired",
                        "flips");
        JsonNode ungraded = found.path("scores").path(2);
        assertThat(ungraded.has("score")).isFalse();
        assertThat(ungraded.path("ungraded").asInt()).isEqualTo(4);
        assertThat(run("eval capitals --model student -o jsonl").objects()).hasSize(1);
    }

    @Test
    void peopleReadAnEvaluationAsATableWithTheDifferences() {
        Ended ended = run("eval capitals --model student");
        assertThat(ended.code()).isZero();
        assertThat(ended.err().lines().distinct())
                .containsExactly("alarm reward-gap: the reward rises, the truth does not");
        assertThat(ended.out()).isEqualTo("""
                capitals@1.0.0\tsmall\t0.14 [0.08 0.20]\t250\t1\t0
                capitals@1.0.0\tlarge\t0.62 [0.56 0.68]\t250\t1\t0
                broken@1.0.0\tlarge\tundetermined\t0\t0\t4
                capitals@1.0.0  small 0.14, large 0.62   difference +0.48 [+0.30 +0.60]   250 items, paired: 2 won, 1 lost
                """);
    }

    @Test
    void anEvaluationThatIsGoneOnWithTellsWhatWasFoundAtItsEnd() {
        Ended ended = run("eval capitals --model student; resume 1");
        assertThat(ended.out()).endsWith("250 items, paired: 2 won, 1 lost\n");
    }

    @Test
    void tasksAreListedWithWhatScriptsRelyOnAndATornOneIsTold() {
        Ended ended = run("tasks -o json");
        assertThat(ended.code()).isZero();
        JsonNode task = JsonMapper.shared().readTree(ended.out()).path(0);
        assertThat(names(task)).startsWith("id", "title", "plugin").contains("version", "licence", "data", "config");
        assertThat(task.at("/config/properties/words/default").asInt()).isEqualTo(3);
        assertThat(ended.err()).contains("task 'org.example.exams.torn' cannot be used: 'version' is missing");
        assertThat(run("tasks").out()).isEqualTo("capitals\t1.0.0\tCapitals\t\n");
        assertThat(run("tasks capitals").out())
                .contains("capitals@1.0.0   Capitals", "metric   accuracy", "licence  CC0-1.0", "words=3", "cdcdcd")
                .doesNotContain("\u001b");
    }

    @Test
    void schemasOfRecipesAndTasksAreTold() {
        assertThat(run("schema task").out()).contains("\"title\" : \"Didact task\"", "task/1");
        assertThat(run("schema recipe").out()).contains("\"title\" : \"Didact recipe\"");
    }

    @Test
    void runsListWhatScriptsRelyOn() {
        JsonNode runs = run("run essays.yaml --arm none -o jsonl; runs -o json")
                .objects()
                .getLast()
                .path(0);
        assertThat(names(runs))
                .containsExactly("run", "recipe", "arm", "status", "reason", "rounds", "accepted", "heldOut");
        assertThat(run("runs").out()).isEqualTo("1\tessays\tnone\tcompleted\trounds\t1\t1\t0.62 [0.56 0.68]\n");
    }

    @Test
    void theArmOfARecipeWithoutArmsIsEmptyAndNotAbsent() {
        List<JsonNode> objects = run("run armless.yaml -o jsonl; runs -o json").objects();
        assertThat(objects.getFirst().path("arm")).isEqualTo(StringNode.valueOf(""));
        assertThat(objects.getLast().path(0).path("arm")).isEqualTo(StringNode.valueOf(""));
    }

    @Test
    void samplesAreChosenByVerdictAndCriterion() {
        assertThat(run("run essays.yaml").code()).isZero();
        assertThat(run("samples 1 -o jsonl").objects()).hasSize(3);
        assertThat(run("samples 1 -o jsonl --limit 1").objects()).hasSize(1);
        assertThat(run("samples 1 -o jsonl --verdict quarantined").objects()).hasSize(1);
        assertThat(run("samples 1 -o jsonl --criterion grounding").objects()).hasSize(2);
        assertThat(run("samples 1 -o jsonl --criterion form").objects()).hasSize(1);
        JsonNode first = run("samples 1 -o jsonl").objects().getFirst();
        assertThat(first.path("ref").asString()).isEqualTo("1/1");
        assertThat(first.path("decidedBy").asString()).isEqualTo("grounding");
        assertThat(first.path("score").asDouble()).isEqualTo(0.4);
        assertThat(run("samples 1").out()).startsWith("1/1\trejected\t0.40\tgrounding\tsalt \\u001b[31mand carbon\n");
    }

    @Test
    void aCriterionOrVerdictThatIsNotThereIsAnErrorThatNamesThoseThatAre() {
        assertThat(run("run essays.yaml").code()).isZero();

        Ended criterion = run("samples 1 --criterion groundin");
        assertThat(criterion.code()).isEqualTo(2);
        assertThat(criterion.err()).contains("no criterion 'groundin'", "form", "did you mean 'grounding'?");
        Ended verdict = run("samples 1 --verdict acepted");
        assertThat(verdict.code()).isEqualTo(2);
        assertThat(verdict.err()).contains("did you mean 'accepted'?");
    }

    @Test
    void aReferenceThatIsNoneSaysWhatReferencesLookLike() {
        assertThat(run("explain 3").err())
                .contains("must be a sample such as 3/17 ('samples 3' lists those of run 3)", "but is '3'");
        assertThat(run("explain 3@2").err()).contains("a sample such as 3/17, not a round such as 3@2");
        assertThat(run("explain here").err()).contains("a sample such as 3/17 (sample 17 of run 3)");
    }

    @Test
    void checkSaysWhatItKnows() {
        JsonNode checked = run("check essays.yaml --set a=b --rounds 2 -o json").json();
        assertThat(checked.path("items").isNull()).as("unknown, and there").isTrue();
        assertThat(checked.path("calls").asInt()).isEqualTo(369);
    }

    @Test
    void checkAndPreviewSayTheSameAboutTheRunAndAnUnknownPriceIsNull() {
        List<String> keys = List.of("calls", "tokens", "money", "minutes", "licence", "signals");
        JsonNode checked = run("check priceless.yaml -o json").json();
        JsonNode preview = run("preview priceless.yaml -n 1 -o json").json();
        for (String key : keys) {
            assertThat(checked.has(key)).as(key).isTrue();
            assertThat(preview.get(key)).as(key).isEqualTo(checked.get(key));
        }
        assertThat(checked.get("money").isNull()).isTrue();
        assertThat(run("check essays.yaml -o json").json().get("money").asDouble(1))
                .isZero();
    }

    @Test
    void previewSaysWhatEachItemCost() {
        JsonNode unknown = run("preview priceless.yaml -n 1 -o json")
                .json()
                .path("items")
                .path(0)
                .path("cost");
        assertThat(unknown.path("calls").asInt()).isEqualTo(1);
        assertThat(unknown.path("tokens").path("out").asInt()).isEqualTo(4);
        assertThat(unknown.path("money").isNull()).isTrue();
        JsonNode free = run("preview essays.yaml -n 1 -o json")
                .json()
                .path("items")
                .path(0)
                .path("cost");
        assertThat(free.path("money").asDouble(1)).isZero();
    }

    private static final Spending UNPRICED =
            Spending.of("teacher", new Spending.Share(1, 0, 1, new Usage(3, 4), Optional.empty()));

    @Test
    void aCostThatIsUnknownIsNullAndNotNothing() {
        var finished = new RunEvent.Finished(
                1, RunEvent.Status.COMPLETED, "rounds", "", 0, List.of(), UNPRICED, Optional.empty(), 1);
        assertThat(Json.of(EventJson.of(finished).orElseThrow())).contains("\"costUsd\":null");
    }

    @Test
    void aRunSaysHowManyAnswersOfOtherRunsItReused() {
        var reused = Spending.of("teacher", new Spending.Share(0, 0, 0, 0, Usage.NONE, Optional.of(Money.NOTHING), 24));
        var finished = new RunEvent.Finished(
                1, RunEvent.Status.COMPLETED, "rounds", "", 0, List.of(), reused, Optional.empty(), 1);
        assertThat(Json.of(EventJson.of(finished).orElseThrow())).contains("\"reused\":24");
    }

    @Test
    void freshAnswersAreASettingOfTheRecipe() {
        JsonNode checked = run("check essays.yaml --fresh -o json").json();
        assertThat(checked.path("signals").toString()).isEqualTo("[\"flow.reuse=false\"]");
    }

    @Test
    void roundsWithoutABoundAreNull() {
        var started = new RunEvent.Started(1, "r", "", 7, 0, false, 0, Optional.empty(), List.of());
        assertThat(Json.of(EventJson.of(started).orElseThrow())).contains("\"rounds\":null");
    }

    @Test
    void aRunThatGoesOnSaysHowManyCallsWereInFlightAndOneThatBeginsDoesNot() {
        var resumed = new RunEvent.Started(1, "r", "", 7, 0, true, 7, Optional.empty(), List.of());
        var begun = new RunEvent.Started(1, "r", "", 7, 0, false, 0, Optional.empty(), List.of());
        assertThat(Json.of(EventJson.of(resumed).orElseThrow())).contains("\"inFlight\":7");
        assertThat(Json.of(EventJson.of(begun).orElseThrow())).doesNotContain("inFlight");
    }

    @Test
    void peopleReadHowManyCallsWereInFlightWhenARunGoesOn() {
        assertThat(run("run essays.yaml; resume 1").out())
                .contains("3 calls were in flight when it was broken off; at most 3 are paid twice");
    }

    @Test
    void aForkSaysWhatItTakesOver() {
        assertThat(run("run essays.yaml; fork 1").out()).contains("forked from run 1, rounds 0 to 1 taken over");
        assertThat(run("run essays.yaml; fork 1 --from-round 1").out()).contains("from run 1, round 0 taken over");
        assertThat(run("run essays.yaml; fork 1 --from-round 0").out()).contains("from run 1, every round made anew");
        assertThat(run("run essays.yaml; fork 1 -o jsonl").out()).contains("\"parent\":{\"run\":1,\"rounds\":2}");
        assertThat(run("run essays.yaml -o jsonl").out()).doesNotContain("parent");
    }

    @Test
    void optionsOfAForkAreSettingsOfItsRecipe() {
        run("run essays.yaml; fork 1 --set a=b --rounds 9 --accepted 7 --budget 2USD --fresh");
        assertThat(workspace.forks())
                .containsExactly(
                        List.of("a=b", "until.rounds=9", "until.accepted=7", "until.budget=2USD", "flow.reuse=false"));
    }

    @Test
    void aRoundThatAForkCannotBeginAtIsAnErrorOfTheLine() {
        Ended ended = run("run essays.yaml; fork 1 --from-round 7");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("it has closed rounds 0 to 1");
    }

    @Test
    void aForkIsHeldAgainstWhatItsLineRequires() {
        assertThat(run("run essays.yaml; fork 1 --require 'heldOut>=0.9'").code())
                .isEqualTo(3);
    }

    @Test
    void optionsOfARunAreSettingsOfItsRecipe() {
        JsonNode checked = run("check essays.yaml --set a=b --rounds 2 --random-seed -3 -o json")
                .json();
        assertThat(checked.path("signals").toString()).isEqualTo("[\"a=b\",\"until.rounds=2\",\"random-seed=-3\"]");
    }

    @Test
    void whatAModelWroteCannotDriveTheTerminal() {
        assertThat(run("preview essays.yaml -n 1").out())
                .contains("a\\u001b[2Jb")
                .doesNotContain("\u001b");
        assertThat(run("run essays.yaml; explain 1/1").out())
                .contains("claim 1\\u001b[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void rowsThatAnswerAQuestionAreToldInEachForm() {
        String asked = "run essays.yaml; sql 1 'select verdict, n, score from t' -o table";
        assertThat(run(asked).out().lines().toList())
                .endsWith("verdict      n  score", "a\\u001b[2J   2", "b           13  0.25");
        assertThat(run("run essays.yaml; sql 1 'select 1' -o json").out()).endsWith("""
                        [{"verdict":"a\\u001b[2J","n":2,"score":null},
                         {"verdict":"b","n":13,"score":0.25}]
                        """);
        assertThat(run("run essays.yaml; sql 1 'select 1' -o csv").out())
                .endsWith("verdict,n,score\na\\u001b[2J,2,\nb,13,0.25\n");
        assertThat(run("run essays.yaml; sql 1 'no rows' -o json").out()).endsWith("[]\n");
    }

    @Test
    void aWrongQuestionIsPointedAtWithTheNameThatWasMeant() {
        Ended wrong = run("run essays.yaml; sql 1 'select * from smple'");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("no such table: smple", "^^^^", "did you mean 'sample'?");
    }

    @Test
    void aReplayThatDiffersFailsOnlyWhereAskedTo() {
        assertThat(run("run essays.yaml; run essays.yaml; replay 1 --verify").code())
                .isZero();
        assertThat(run("replay 2").code()).isZero();
        Ended differs = run("replay 2 --verify");
        assertThat(differs.code()).isEqualTo(1);
        assertThat(differs.err()).contains("sample 2/1");
    }

    @Test
    void aComparisonHasDifferenceAndInterval() {
        Ended ended = run("run essays.yaml -o jsonl; run essays.yaml -o jsonl; compare 1 2 -o jsonl");
        JsonNode measure = ended.objects().getLast().path("measures").path(0);
        assertThat(names(measure)).contains("measure", "a", "b", "difference", "low", "high");
        assertThat(ended.objects()
                        .getLast()
                        .path("settings")
                        .path(0)
                        .path("path")
                        .asString())
                .isEqualTo("grade.grounded.min");
    }

    @Test
    void aComparisonNamesTheFlipsBothWaysAndTheCosts() {
        String line = "run essays.yaml; run essays.yaml; compare 1 2";
        JsonNode compared =
                run(line.replace(";", " -o jsonl;") + " -o jsonl").objects().getLast();
        JsonNode flips = compared.path("measures").path(0).path("flips");
        assertThat(flips.toString()).isEqualTo("{\"won\":[\"item-1\"],\"lost\":[\"item-2\",\"item-3\"]}");
        assertThat(compared.path("costs").path(1).toString())
                .isEqualTo("{\"run\":2,\"tokens\":{\"in\":1000,\"out\":201},\"costUsd\":0.75,\"seconds\":3.0}");
        assertThat(run(line).out())
                .contains("250 items, paired: 1 won, 2 lost")
                .contains("1200 tokens, 0.50 USD\n")
                .contains("1201 tokens, 0.75 USD (+0.25 USD)\n");
    }

    @Test
    void listsAndCardsShowWhatPluginsAdd() {
        JsonNode rubric = run("rubrics -o json").json().path(0);
        assertThat(names(rubric)).contains("id", "title", "plugin", "config");
        assertThat(rubric.path("config").path("properties").has("most")).isTrue();
        assertThat(run("rubrics length").out()).contains("with.most   integer, default 100, most words");
        assertThat(run("plugins -o json")
                        .json()
                        .path(0)
                        .path("contributions")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo("length");
        assertThat(run("plugins").out()).contains("resolved");
        assertThat(run("explain E103").out()).contains("exit code  2");
        assertThat(run("explain e207").out()).startsWith("E207  a recipe or a setting is wrong");
        assertThat(run("explain e999").code()).isEqualTo(2);
        assertThat(run("run essays.yaml; export 1 --to out --format jsonl").out())
                .contains("2 left out   no licence");
    }

    @ParameterizedTest
    @CsvSource({
        "'', out/samples.jsonl",
        "--isolation process, out/in-512MB/samples.jsonl",
        "--isolation process --process-memory 64MB, out/in-64MB/samples.jsonl",
        "--isolation process --process-memory 2GB, out/in-2048MB/samples.jsonl"
    })
    void anExporterWorksInAProcessOfItsOwnWhereTheLineSaysSo(String options, String file) {
        assertThat(run("run essays.yaml; export 1 --to out --format jsonl " + options)
                        .out())
                .contains("3 samples   " + file);
    }

    @ParameterizedTest
    @CsvSource({"--isolation process, in 512MB: ", "--isolation process --process-memory 2GB, in 2048MB: "})
    void aRubricWorksInAProcessOfItsOwnWhereTheLineSaysSo(String options, String where) {
        assertThat(run("grade 'some text' --rubric length -o table " + options).out())
                .contains(where);
        assertThat(run("grade 'some text' --rubric length -o table").out()).doesNotContain("MB: ");
    }

    @Test
    void aPluginsPageIsWrittenToAFileAlsoBeforeItIsInstalled() throws IOException {
        assertThat(run("plugins tests --to pages/tests.md").out()).isEqualTo("wrote pages/tests.md\n");
        assertThat(Files.readString(folder.resolve("pages/tests.md")))
                .contains("# for tests", "## rubric `length`", "| `most` | integer | `100` | most words |");
        Files.writeString(folder.resolve("offered.zip"), "");
        assertThat(run("plugins offered.zip").out())
                .contains("wants     network api.example.com:443", "looks things up");
        assertThat(run("plugins nothing.zip").code()).isEqualTo(2);
        assertThat(run("plugins --to page.md").err()).contains("plugins NAME --to FILE.md");
    }

    @Test
    void aDraftIsComposedUndoneAndSaved() throws IOException {
        Ended ended =
                run("new notes; use rubric length with.most=5; set until.rounds=4; show; undo; show -o json; save");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("most: 5", "rounds: 4", "saved notes.yaml");
        String saved = Files.readString(folder.resolve("notes.yaml"));
        assertThat(saved).contains("use: length").doesNotContain("rounds");
        assertThat(run("new notes --from notes.yaml; show").out()).isEqualTo(saved);
        assertThat(run("new notes; save").err()).contains("is there already");
        assertThat(run("new notes; save --yes").code()).isZero();
    }

    @Test
    void aWrongEditIsPointedAt() {
        Ended ended = run("new notes; use rubric lenght");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("new notes; use rubric lenght\n", "                        ^^^^^^\n");
    }

    @Test
    void aReportIsOneFile() throws IOException {
        assertThat(run("run essays.yaml; run essays.yaml; report 1 2 --to out/page.html")
                        .out())
                .endsWith("wrote out/page.html\n");
        assertThat(Files.readString(folder.resolve("out/page.html"))).contains("essays");
        assertThat(run("report 9").code()).isEqualTo(2);
    }

    @Test
    void aCurveNeedsAHeldOutScore() {
        Ended ended = run("run essays.yaml; report 1 --to curve.svg");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("cannot draw a curve: no run has a held-out score to draw");
        assertThat(folder.resolve("curve.svg")).doesNotExist();
    }

    @Test
    void theWorkspaceIsClosedAtTheEnd() {
        assertThat(run("runs").code()).isZero();
        assertThat(workspace.closed()).isTrue();
    }
}
