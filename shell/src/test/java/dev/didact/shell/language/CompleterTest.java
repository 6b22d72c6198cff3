package dev.didact.shell.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.language.Completion.Candidate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompleterTest {
    private final Completer completer = new Completer(TestVerbs.ALL, TestVerbs.ALL);

    private List<String> offered(String text) {
        return completer.complete(text, text.length()).candidates().stream()
                .map(Candidate::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ru              | run",
                "show; ex        | explain",
                "us              | use",
                "use ru          | rubric",
                "use rubric gr   | grounded",
                "use rubric 'two | two words",
                "use rubric grounded wi | with.length=",
                "run es          | essays.yaml",
                "run a --ro      | --rounds",
                "run a -o js     | json",
                "run a -o=js     | -o=json",
                "compare 1 1     | 1,12",
                "grade le        | least=",
                "grade file=no   | file=notes/",
                "run a --detach --det | ``",
                "show # ru       | ``",
                "nope            | ``",
                "nope x          | ``"
            })
    void theCursorIsAnsweredFromTheSpecifications(String text, String expected) {
        assertThat(String.join(",", offered(text.stripTrailing()))).isEqualTo(expected);
    }

    @Test
    void afterABlankEverythingThatMayFollowIsOffered() {
        assertThat(offered("run a ")).containsExactly("--set", "--rounds", "--detach", "-o", "--limit", "--yes");
        assertThat(offered("run a --rounds 3 ")).doesNotContain("--rounds").contains("--set");
        assertThat(offered("")).containsExactlyElementsOf(TestVerbs.ALL.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r",
                "run ",
                "run e",
                "run m",
                "use ",
                "use rubric ",
                "use rubric t",
                "use rubric grounded ",
                "use rubric grounded with.length=3 ",
                "compare ",
                "compare 1 ",
                "explain ",
                "grade ",
                "grade file=",
                "run a.yaml --",
                "run a.yaml -o ",
                "run a.yaml -o=",
                "show ",
                "show; r"
            })
    void whateverIsOfferedHasADescriptionAndParses(String text) {
        Completion completion = completer.complete(text, text.length());
        assertThat(completion.candidates()).isNotEmpty();
        for (Candidate candidate : completion.candidates()) {
            assertThat(candidate.doc()).isNotBlank();
            String line = text.substring(0, completion.replaced().start()) + Quote.word(candidate.text());
            assertThat(codeOf(line)).as(line).isIn(Set.of("", "E103", "E106"));
            if (candidate.complete()) {
                Token last = Lexer.statements(SourceText.typed(line))
                        .getLast()
                        .tokens()
                        .getLast();
                assertThat(last.text()).isEqualTo(candidate.text());
            }
        }
    }

    /// Empty where the line parses. A line that only lacks its other words (E106) or the value after `key=` (E103) is
    /// one that completion goes on with.
    private static String codeOf(String line) {
        try {
            for (Statement statement : Lexer.statements(SourceText.typed(line))) {
                assertThat(Parser.parse(TestVerbs.ALL, statement).spec()).isNotNull();
            }
            return "";
        } catch (ShellError error) {
            return error.code();
        }
    }
}
