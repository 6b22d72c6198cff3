package dev.didact.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.Main;
import dev.didact.shell.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What `grade` prints of given lines, and when.
final class GradeVerbTest extends FakeWorkspaceTest {
    @Test
    void aGradedLineHasItsCriteriaAndClaims() {
        Ended ended = run("grade in.jsonl --rubric length -o jsonl");
        JsonNode line = ended.objects().getFirst();
        assertThat(names(line)).containsExactly("id", "line", "verdict", "score", "criteria");
        JsonNode scored = line.path("criteria").path(0);
        assertThat(scored.path("result").asString()).isEqualTo("scored");
        assertThat(scored.path("level").asString()).isEqualTo("no");
        JsonNode claim = scored.path("claims").path(0);
        assertThat(claim.path("label").asString()).isEqualTo("contradicted");
        assertThat(claim.path("text").asString()).isEqualTo("salt");
        assertThat(claim.path("end").asInt()).isEqualTo(4);
        JsonNode ungraded = line.path("criteria").path(1);
        assertThat(ungraded.path("result").asString()).isEqualTo("ungraded");
        assertThat(ungraded.path("reason").asString()).isEqualTo("timeout: too slow");
        assertThat(ungraded.has("score")).isFalse();
        JsonNode unread = ended.objects().get(1);
        assertThat(names(unread)).containsExactly("id", "line", "error", "message");
        assertThat(unread.path("id").isNull()).isTrue();
        assertThat(unread.path("error").asString()).isEqualTo("E210");
        assertThat(ended.err()).contains("in.jsonl: not JSON", "1 of 2 lines could not be read");
    }

    @Test
    void anIdIsANumberAgainAndCannotDriveTheTerminal() throws IOException {
        Files.writeString(folder.resolve("in.jsonl"), """
                {"id":123456789012345678901234567890}
                {"id":{"a":"\u202e"}}
                """);
        assertThat(run("grade in.jsonl --rubric length -o jsonl").out())
                .contains("{\"id\":123456789012345678901234567890,", "{\"id\":{\"a\":\"\\u202e\"},");
    }

    @ParameterizedTest
    @CsvSource({
        "json, '[{\"id\":1,'",
        "jsonl, '{\"id\":1,'",
        "csv, 'id,verdict,score,decidedBy,text'",
        "plain, '1\t'",
        "table, 'id  verdict'"
    })
    void aResultIsPrintedBeforeTheNextLineIsRead(String format, String begin) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> printed = new ArrayList<>();
        InputStream open = new InputStream() {
            private int reads;

            @Override
            public int read() {
                throw new AssertionError("lines are read many bytes at a time");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                printed.add(out.toString(StandardCharsets.UTF_8));
                byte[] line = ("{\"id\":" + ++reads + "}\n").getBytes(StandardCharsets.UTF_8);
                System.arraycopy(line, 0, bytes, offset, line.length);
                return reads > 3 ? -1 : line.length;
            }
        };
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        int code = Main.run(
                List.of("grade", "-", "--rubric", "length", "-o", format),
                open,
                out,
                err,
                environment,
                settings -> workspace);
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(printed.getFirst()).isEmpty();
        assertThat(printed.get(1)).startsWith(begin);
        assertThat(printed.get(2))
                .startsWith(printed.get(1))
                .hasSizeGreaterThan(printed.get(1).length());
    }

    @Test
    void linesOfTheShellAreNotGradedAsGivenOnes() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        int code = Main.run(
                List.of(),
                new ByteArrayInputStream("grade - --rubric length\n".getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                err,
                environment,
                settings -> workspace);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard input holds the lines of the shell");
    }
}
