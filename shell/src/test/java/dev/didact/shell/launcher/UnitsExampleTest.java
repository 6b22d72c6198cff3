package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example `units`: a task that is put to two models, offline.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class UnitsExampleTest {
    private static final String EVAL =
            "./didact eval examples/units --model careful --model decimal --from examples/units/models.yaml --offline";

    @TempDir
    Path folder;

    @Test
    void theModelThatKnowsNotHowLongADayIsHasHalfOfTheConversionsRight() throws Exception {
        var distribution = new Distribution(folder);

        JsonNode found = JsonMapper.shared().readTree(distribution.print(EVAL + " -o json"));

        JsonNode scores = found.path("scores");
        assertThat(scores.path(0).path("task").asString()).isEqualTo("units@1.0.0");
        assertThat(scores.path(0).path("score").asDouble()).isEqualTo(1);
        assertThat(scores.path(1).path("score").asDouble()).isEqualTo(0.5);
        assertThat(scores.path(1).path("n").asInt()).isEqualTo(16);
        JsonNode difference = found.path("differences").path(0);
        assertThat(difference.path("difference").asDouble()).isEqualTo(-0.5);
        assertThat(difference.path("high").asDouble()).isNegative();
        assertThat(difference.path("flips").path("lost")).hasSize(8);
        assertThat(distribution.print("./didact replay 1 --verify")).contains("identical");
    }

    @Test
    void aTaskWhoseGraderFailsHasCountsAndNoScore() throws Exception {
        var distribution = new Distribution(folder);
        Path rubric = folder.resolve("examples/units/number.py");
        Files.writeString(rubric, Files.readString(rubric).replace("grade[\"reference\"]", "grade[\"torn\"]"));

        JsonNode found = JsonMapper.shared().readTree(distribution.print(EVAL + " -o json 2>/dev/null"));

        assertThat(found.path("scores")).hasSize(2).allSatisfy(score -> {
            assertThat(score.has("score")).isFalse();
            assertThat(score.path("ungraded").asInt()).isEqualTo(16);
        });
        assertThat(found.path("differences")).isEmpty();
    }

    @Test
    void theTaskIsPutToTheStudentOfARecipe() throws Exception {
        var distribution = new Distribution(folder);
        Files.writeString(folder.resolve("examples/units/recipe.yaml"), """
                didact: recipe/1
                name: by-a-task
                models:  { decimal: { use: exec, with: { command: [python3, model.py, decimal] } } }
                measure: [ { id: conversions, task: ., model: decimal, gate: must-not-fall } ]
                """);

        assertThat(distribution.print("./didact run examples/units/recipe.yaml"))
                .contains("run 1 completed", "conversions 0.50", "units@1.0.0");
    }
}
