package dev.didact.shell.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexerTest {

    private static List<List<String>> words(String text) {
        return Lexer.statements(SourceText.typed(text)).stream()
                .map(statement -> statement.tokens().stream().map(Token::text).toList())
                .toList();
    }

    static Stream<Arguments> textsAndWords() {
        return Stream.of(
                Arguments.of("run a.yaml", List.of(List.of("run", "a.yaml"))),
                Arguments.of("  run\ta.yaml  ", List.of(List.of("run", "a.yaml"))),
                Arguments.of("run a; show", List.of(List.of("run", "a"), List.of("show"))),
                Arguments.of("run a\nshow\r\n", List.of(List.of("run", "a"), List.of("show"))),
                Arguments.of(";;\n ;", List.of()),
                Arguments.of("# all comment; run", List.of()),
                Arguments.of("show # and a comment\nrun", List.of(List.of("show"), List.of("run"))),
                Arguments.of("run a#b", List.of(List.of("run", "a#b"))),
                Arguments.of("grade 'two words'", List.of(List.of("grade", "two words"))),
                Arguments.of("grade 'it''s'", List.of(List.of("grade", "it's"))),
                Arguments.of("grade it's", List.of(List.of("grade", "it's"))),
                Arguments.of("grade \"a\\n\\\"b\\\"\\" + "u0041\"", List.of(List.of("grade", "a\n\"b\"A"))),
                Arguments.of("grade 'a;b # c'", List.of(List.of("grade", "a;b # c"))),
                Arguments.of("grade 'a\nb'", List.of(List.of("grade", "a\nb"))),
                Arguments.of("set a='x y' b=2", List.of(List.of("set", "a=x y", "b=2"))),
                Arguments.of("set a=[ 1; 2 ] b", List.of(List.of("set", "a=[ 1; 2 ]", "b"))),
                Arguments.of("set a={ x: ']', y: [1] }", List.of(List.of("set", "a={ x: ']', y: [1] }"))),
                Arguments.of("run notes/[ab]*.md", List.of(List.of("run", "notes/[ab]*.md"))),
                Arguments.of("run a \\\n  --rounds 2", List.of(List.of("run", "a", "--rounds", "2"))),
                Arguments.of("run C:\\notes\\a", List.of(List.of("run", "C:\\notes\\a"))),
                Arguments.of("run\u00a0a", List.of(List.of("run", "a"))),
                Arguments.of("grade ''", List.of(List.of("grade", ""))));
    }

    @ParameterizedTest
    @MethodSource("textsAndWords")
    void aTextIsCutIntoWords(String text, List<List<String>> expected) {
        assertThat(words(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "grade 'a      | 7 | 2 | E104",
                "grade \"a     | 7 | 2 | E104",
                "set a=[1, {b  | 7 | 6 | E104",
                "grade 'a'b    | 10 | 1 | E110",
                "grade \"a\\qb\" | 9 | 2 | E110",
                "set a=[1}     | 9 | 1 | E110",
                "run a \\      | 7 | 1 | E104"
            })
    void whatDoesNotFitIsPointedAt(String text, int column, int length, String code) {
        ShellError error = catchThrowableOfType(ShellError.class, () -> words(text));
        assertThat(error.code()).isEqualTo(code);
        Place place = error.place().orElseThrow();
        assertThat(List.of(place.column(), place.length())).containsExactly(column, length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "grade 'a | QUOTE",
                "grade \"a | QUOTE",
                "set a=[1 | BRACKET",
                "run a \\ | LINE",
                "set a=['x | QUOTE"
            })
    void anIncompleteTextNamesWhatIsOpen(String text, Open open) {
        assertThat(Lexer.open(text)).contains(open);
    }

    @Test
    void aCompleteTextHasNothingOpen() {
        assertThat(Lexer.open("run a 'b' [c]")).isEmpty();
        assertThat(Lexer.open("grade 'a'b")).isEmpty();
    }

    @Test
    void tokensRememberWhereTheyStood() {
        Token token = Lexer.statements(SourceText.typed("set  a='x y' "))
                .getFirst()
                .tokens()
                .get(1);
        assertThat(token.span()).isEqualTo(new Span(5, 7));
        assertThat(token.tail(2)).isEqualTo(new Span(7, 5));
        assertThat(token.isParameter()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a=b'", "\"--set\"", "'-n'", "-5", "-", "[a=b]", "=a"})
    void aQuotedOrOddWordIsNoOptionAndNoParameter(String word) {
        Token token = Lexer.statements(SourceText.typed("x " + word))
                .getFirst()
                .tokens()
                .get(1);
        assertThat(token.isOption()).isFalse();
        assertThat(token.isParameter()).isFalse();
    }

    @Test
    void aWordWrittenBackIsReadAsTheSameWord() {
        Random random = new Random(7);
        String letters = "ab=;'\"[]{}#\\ \n\t\u00a0-.\u001b日😀u0n";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                word.append(letters.charAt(random.nextInt(letters.length())));
            }
            String written = Quote.word(word.toString());
            assertThat(words("x " + written)).as(written).isEqualTo(List.of(List.of("x", word.toString())));
        }
    }

    @Test
    void argumentsOfACallingShellAreTheWordsOfTheSameLine() {
        List<String> arguments = List.of("grade", "two words", "least=3", "--yes", "", "--set=a b", "-x y");
        Statement given = Statement.ofArguments(arguments);
        Statement read = Lexer.statements(given.source()).getFirst();
        assertThat(read.tokens()).isEqualTo(given.tokens());
    }
}
