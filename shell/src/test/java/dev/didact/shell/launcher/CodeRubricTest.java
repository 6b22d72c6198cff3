package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rubric of the example `code`, spoken to as the engine does.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class CodeRubricTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path RUBRIC =
            Path.of(System.getProperty("didact.root", "..")).resolve("examples/code/tests.py");
    private static final String TESTS = "double(2) == 4\ndouble('a') == 'aa'\n";
    private static final String RIGHT = "def double(it):\n    return it + it\n";

    @TempDir
    Path folder;

    private Process program;
    private BufferedReader answers;
    private Writer questions;

    @BeforeEach
    void open() throws IOException {
        program = new ProcessBuilder("python3", RUBRIC.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        answers = program.inputReader();
        questions = program.outputWriter();
        assertThat(ask(Map.of("didact", 1, "open", "rubric", "config", Map.of()))
                        .path("ready")
                        .path("criteria")
                        .path(0)
                        .asString())
                .isEqualTo("passes");
    }

    @AfterEach
    void close() {
        program.destroyForcibly();
    }

    private JsonNode ask(Map<String, ?> question) throws IOException {
        questions.write(JSON.writeValueAsString(question) + "\n");
        questions.flush();
        return JSON.readTree(answers.readLine());
    }

    private JsonNode grade(String response, String tests) throws IOException {
        return ask(Map.of(
                        "id",
                        1,
                        "grade",
                        Map.of(
                                "sample", Map.of("response", response),
                                "item", Map.of("columns", Map.of("tests", tests)))))
                .path("done")
                .path("passes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                "So:\n```python\n" + RIGHT + "```\nThat is it.",
                "```\nfirst idea\n```\nNo:\n```py\n" + RIGHT + "```"
            })
    void codeThatPassesIsFoundInTheLastBlockOrIsAllThereIs(String response) throws IOException {
        assertThat(grade(response, TESTS).path("level").asString()).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I do not know.",
                "def double(it):\n    return 4",
                "def double(it:",
                "import os\nos._exit(0)",
                "raise SystemExit(0)",
                "import sys\nsys.stdout.write('passed\\n{\"passed\": true}\\n')",
                "def double(it):\n    return double(it)",
                "every = 'a' * 10**12",
                "while True:\n    pass",
                "def double(it):\n    open('big', 'w').write('a' * 10**6)\n    return it + it",
            })
    void codeThatFailsInWhateverWayIsWrong(String response) throws IOException {
        assertThat(grade(response, TESTS).path("level").asString()).isEqualTo("no");
    }

    @Test
    void theKeyOfAMeasuredProblemHoldsItsTests() throws IOException {
        JsonNode answer = ask(Map.of(
                "id",
                1,
                "grade",
                Map.of(
                        "sample", Map.of("response", RIGHT),
                        "item", Map.of("columns", Map.of()),
                        "reference", "double(1) == 3")));

        assertThat(answer.path("done").path("passes").path("level").asString()).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "double(2) = 4", "double("})
    void testsThatCannotRunLeaveTheAnswerUngraded(String tests) throws IOException {
        JsonNode result = grade(RIGHT, tests);

        assertThat(result.has("level")).isFalse();
        assertThat(result.path("ungraded").asString()).isNotBlank();
    }

    @Test
    void aProcessThatIsEndedFromOutsideLeavesTheAnswerUngraded() throws IOException {
        assertThat(grade("import os\nos.kill(os.getpid(), 9)", TESTS)
                        .path("ungraded")
                        .asString())
                .contains("ended from outside");
    }

    @Test
    void theEvidenceSaysWhetherThereWasANetworkAndIsRight() throws IOException {
        String why = grade(
                        "import socket\ndef double(it):\n    socket.create_connection(('127.0.0.1', 9), 1)",
                        "double(2) == 4")
                .path("evidence")
                .path(0)
                .path("rationale")
                .asString();

        assertThat(why)
                .containsAnyOf(
                        "OSError; without a network", "ConnectionRefusedError; with the network within its reach");
    }

    @Test
    void codeSeesNoVariablesOfTheRubricAndLeavesNoFiles() throws IOException {
        JsonNode result = grade(
                "import os\ndef double(it):\n    open('note', 'w').close()\n    return sorted(os.environ)",
                "not {'HOME', 'USER', 'PWD'} & set(double(1))");

        assertThat(result.path("level").asString()).isEqualTo("yes");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
