package dev.didact.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Place;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.SourceText;
import dev.didact.shell.language.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorTextTest {
    private static final Style PLAIN = new Style(false, false);

    private static ShellError unknown(String line, String word) {
        return ShellError.of(ErrorCode.NAME, "no rubric '" + word + "'")
                .at(SourceText.typed(line), new Span(line.indexOf(word), word.length()));
    }

    @Test
    void anErrorHasLineCaretAndSuggestions() {
        ShellError error = unknown("use rubric grunded min=1.4", "grunded").suggesting(List.of("grounded", "round"));
        assertThat(ErrorText.lines(error, 100, PLAIN))
                .containsExactly(
                        "error: no rubric 'grunded'",
                        "  use rubric grunded min=1.4",
                        "             ^^^^^^^",
                        "  did you mean 'grounded' or 'round'?");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "use 日本語 bad, 13, 3",
                "use 👩‍👩‍👧 bad, 9, 3",
                "use e\u0301 bad, 8, 3",
                "use 日本, 6, 4",
                "use\tbad, 6, 3"
            })
    void theCaretCountsDisplayColumns(String line, int blanks, int carets) {
        String word = line.contains("bad") ? "bad" : "日本";
        assertThat(ErrorText.lines(unknown(line, word), 100, PLAIN).get(2))
                .isEqualTo(" ".repeat(blanks) + "^".repeat(carets));
    }

    @Test
    void aLongLineIsShownFromNearTheSpan() {
        String line = "grade '" + "x".repeat(300) + "' --rubric grunded " + "y".repeat(300);
        List<String> lines = ErrorText.lines(unknown(line, "grunded"), 60, PLAIN);
        assertThat(lines.get(1))
                .hasSizeLessThanOrEqualTo(60)
                .contains("grunded")
                .startsWith("  …");
        int caret = lines.get(2).indexOf('^');
        assertThat(lines.get(1).substring(caret)).startsWith("grunded");
        assertThat(lines.get(2)).endsWith("^".repeat(7)).hasSize(caret + 7);
    }

    @Test
    void anErrorInAFileNamesItsPlace() {
        ShellError error = ShellError.of("E203", 2, "unknown key 'samplse'").at(new Place("a.yaml", 9, 11, 7, ""));
        assertThat(ErrorText.lines(error, 100, PLAIN)).containsExactly("error: a.yaml:9:11: unknown key 'samplse'");
        assertThat(ErrorText.json(error))
                .isEqualTo("{\"error\":\"E203\",\"message\":\"unknown key 'samplse'\",\"file\":\"a.yaml\","
                        + "\"line\":9,\"column\":11,\"length\":7,\"suggestions\":[]}");
    }

    @Test
    void theLineThatIsShownCannotDriveTheTerminal() {
        String line = "use \u001b[31mx";
        assertThat(ErrorText.lines(unknown(line, "x"), 100, PLAIN).get(1)).isEqualTo("  use \\u001b[31mx");
    }
}
