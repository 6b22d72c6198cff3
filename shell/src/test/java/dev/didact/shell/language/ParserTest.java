package dev.didact.shell.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.didact.shell.language.Line.Word;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParserTest {

    @Test
    void optionsMayStandAnywhereAndInBothForms() {
        Line line = TestVerbs.parse("run --rounds 3 a.yaml --set x=1 -o=json --set='y=a b' --yes");
        assertThat(line.targets()).extracting(Word::text).containsExactly("a.yaml");
        assertThat(line.number("--rounds")).contains(3L);
        assertThat(line.all("--set")).extracting(Word::text).containsExactly("x=1", "y=a b");
        assertThat(line.option("-o").map(Word::text)).contains("json");
        assertThat(line.has("--yes")).isTrue();
        assertThat(line.has("--detach")).isFalse();
    }

    @Test
    void aLetterStandsForItsOption() {
        assertThat(TestVerbs.parse("show -n 5").number("--limit")).contains(5L);
    }

    @Test
    void parametersKeepKeyValueAndPlace() {
        Line line = TestVerbs.parse("use rubric grounded with.length='a b'");
        assertThat(line.parameters())
                .containsExactly(new Line.Parameter(
                        new Word("with.length", new Span(20, 11)), new Word("a b", new Span(32, 5))));
    }

    @Test
    void afterTwoDashesEveryWordIsATarget() {
        Line line = TestVerbs.parse("grade -- --yes least=3 -n");
        assertThat(line.targets()).extracting(Word::text).containsExactly("--yes", "least=3", "-n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rnu a.yaml                | E101 | 1  | 3  | run",
                "'' x                      | E101 | 1  | 2  |",
                "run                       | E106 | 1  | 3  |",
                "compare                   | E106 | 1  | 7  |",
                "run a b                   | E107 | 7  | 1  |",
                "show x                    | E107 | 6  | 1  |",
                "run a --ruonds 3          | E105 | 7  | 8  | --rounds",
                "run a --ruonds=3          | E105 | 7  | 8  | --rounds",
                "run a --rounds            | E106 | 7  | 8  |",
                "run a --rounds --yes      | E106 | 7  | 8  |",
                "run a --rounds banana     | E103 | 16 | 6  |",
                "run a --rounds=-1         | E103 | 16 | 2  |",
                "run a --rounds 1 --rounds 2 | E109 | 18 | 8 |",
                "run a --detach=yes        | E103 | 15 | 4  |",
                "run a --set x             | E103 | 13 | 1  |",
                "run a -o jsn              | E103 | 10 | 3  | json",
                "run a rounds=3            | E108 | 7  | 6  | --rounds",
                "explain 1-17              | E103 | 9  | 4  |",
                "explain 0/17              | E103 | 9  | 4  |",
                "compare 1 x               | E103 | 11 | 1  |",
                "use rubrik x              | E103 | 5  | 6  | rubric",
                "grade lest=3              | E108 | 7  | 4  | least",
                "grade least=12            | E103 | 13 | 2  |",
                "grade least=1 least=2     | E109 | 15 | 5  |"
            })
    void aWrongLineIsPointedAt(String text, String code, int column, int length, @Nullable String suggestion) {
        ShellError error = catchThrowableOfType(ShellError.class, () -> TestVerbs.parse(text));
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.exitCode()).isEqualTo(2);
        Place place = error.place().orElseThrow();
        assertThat(List.of(place.column(), place.length())).containsExactly(column, length);
        assertThat(error.suggestions())
                .isEqualTo(Optional.ofNullable(suggestion).map(List::of).orElse(List.of()));
    }

    @Test
    void whateverIsTypedOnlyAShellErrorComesOut() {
        Random random = new Random(11);
        List<String> parts = List.of(
                "run",
                "use",
                "grade",
                "compare",
                "explain",
                "show",
                " ",
                " ",
                " ",
                "\n",
                ";",
                "#",
                "'",
                "\"",
                "[",
                "]",
                "{",
                "}",
                "=",
                "--",
                "-o",
                "-n",
                "--set",
                "--rounds",
                "--yes",
                "least=",
                "1",
                "1/2",
                "-5",
                "\\",
                "\\" + "u",
                "日本",
                "😀",
                "\ud83d",
                "\0",
                "\u001b[31m",
                "a",
                "json",
                "\u202e",
                "\t",
                ".");
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            onlyShellErrors(text.toString(), random.nextInt(text.length() + 1));
        }
    }

    private static void onlyShellErrors(String text, int cursor) {
        assertThat(Lexer.lenient(text)).as(text).isNotNull();
        assertThat(new Completer(TestVerbs.ALL, TestVerbs.ALL).complete(text, cursor))
                .isNotNull();
        assertThat(new Painter(TestVerbs.ALL).paint(text, true)).isNotNull();
        try {
            for (Statement statement : Lexer.statements(SourceText.typed(text))) {
                assertThat(Parser.parse(TestVerbs.ALL, statement).spec()).isNotNull();
            }
        } catch (ShellError error) {
            Place place = error.place().orElseThrow();
            assertThat(place.column()).as(text).isBetween(1, text.length() + 1);
        }
    }

    @Test
    void whateverIsTypedNothingUnforeseenComesOut() {
        Random random = new Random(7);
        for (byte[] seed : CommandLineFuzz.seeds()) {
            CommandLineFuzz.fuzzerTestOneInput(seed);
            for (int round = 0; round < 3_000; round++) {
                byte[] bytes = seed.clone();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                CommandLineFuzz.fuzzerTestOneInput(bytes);
            }
        }
    }
}
