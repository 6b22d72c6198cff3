package dev.didact.engine.internal.document;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @Test
    void everyKeyAndValueKnowsWhereItStands() {
        Node.Mapping document = (Node.Mapping) read("a: 5\nlist:\n  - é: 'x y'\n  - [1, 23]\n");

        assertThat(document.keyPlace("list")).isEqualTo(new Place("f.yaml", 2, 1, 4));
        Node.Sequence list = (Node.Sequence) document.get("list").orElseThrow();
        Node.Mapping first = (Node.Mapping) list.elements().getFirst();
        assertThat(first.keyPlace("é")).isEqualTo(new Place("f.yaml", 3, 5, 1));
        assertThat(first.get("é").orElseThrow().place()).isEqualTo(new Place("f.yaml", 3, 8, 5));
        Node.Sequence second = (Node.Sequence) list.elements().getLast();
        assertThat(second.elements().getLast().place()).isEqualTo(new Place("f.yaml", 4, 9, 2));
    }

    @Test
    void columnsCountCharactersNotCodeUnits() {
        Node.Mapping document = (Node.Mapping) read("{ a: 😀😀, b: 5 }");

        assertThat(document.keyPlace("b").column()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no        | `\"no\"`",
                "null      | null",
                "~         | null",
                "True      | true",
                "007       | 7",
                "-5        | -5",
                "0x1F      | 31",
                "0o17      | 15",
                "1e3       | 1000.0",
                ".5        | 0.5",
                "5..9      | `\"5..9\"`",
                "1_000     | `\"1_000\"`",
                "'5'       | `\"5\"`",
                "!!str 5   | `\"5\"`",
                "2026-11-01 | `\"2026-11-01\"`",
                "9007199254740993 | 9007199254740993"
            })
    void unquotedScalarsMeanWhatTheCoreSchemaSays(String yaml, String json) {
        assertThat(read("- " + yaml).toJson().toString()).isEqualTo("[" + json + "]");
    }

    @Test
    void jsonIsYaml() {
        assertThat(read("{\n\t\"a\": [1, 2.5, \"\\u00e9\\/\", null],\n\t\"b\": {\"c\": true}\n}")
                        .toJson()
                        .toString())
                .isEqualTo("{\"a\":[1,2.5,\"é/\",null],\"b\":{\"c\":true}}");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertThat(read("\ufeffa: 1").toJson().toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void anAliasRepeatsWhatItNames() {
        assertThat(read("a: &x { b: 1 }\nc: *x").toJson().toString()).isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                      | 1:1 | the document is empty",
                "# only a comment        | 1:1 | the document is empty",
                "---                     | 1:4 | the document is empty",
                "a: [1, 2~b: 3           | 2:2 | this is not YAML: expected ',' or ']', but got :, while parsing a flow sequence that begins in line 1",
                "a: 1~~b: 2~a: 3         | 4:1 | key 'a' stands twice; first in line 1",
                "a:~^b: 1                | 2:1 | this is not YAML: a tab stands here; indent with spaces",
                "a: 1~---~b: 2           | 2:1 | a second document begins here; a file holds one",
                "a: b: c                 | 1:5 | this is not YAML: mapping values are not allowed here",
                "'a                      | 1:3 | this is not YAML: found unexpected end of stream",
                "[a, b]: c               | 1:1 | a key must be a word",
                "a: !!set { b }          | 1:4 | tag 'tag:yaml.org,2002:set' has no meaning here; take it away",
                "a: !x b                 | 1:4 | tag '!x' has no meaning here; take it away",
                "a: *x                   | 1:4 | '*x' names nothing that ends before it",
                "a: &x [ *x ]            | 1:9 | '*x' names nothing that ends before it",
                "a: .nan                 | 1:4 | the text '.nan' is not a finite number; put it in quotes if it is a text",
                "a: 1e999                | 1:4 | the text '1e999' is too large for a number; put it in quotes if it is a text",
                "a: 12345678901234567890 | 1:4 | the text '12345678901234567890' is too large for a number",
                "a: \"\\ud800\"          | 1:4 | an escape names half a character",
            })
    void whatCannotBeReadIsToldAtItsPlace(String yaml, String place, String message) {
        Problem problem = problem(yaml.replace('~', '\n').replace('^', '\t').getBytes(UTF_8));

        assertThat(problem.toString()).startsWith("f.yaml:" + place + ": " + message);
    }

    @Test
    void aControlCharacterIsNoText() {
        assertThat(problem("a: b\nc: \u0007".getBytes(UTF_8)).toString())
                .isEqualTo("f.yaml:2:4: this is not text: control character U+0007");
    }

    @Test
    void bytesThatAreNotUtf8AreToldByLineAndColumn() {
        byte[] bytes = "a: b\nc: é".getBytes(UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;

        assertThat(problem(bytes).toString()).isEqualTo("f.yaml:2:4: this is not UTF-8 text: byte 0xC3");
        assertThat(problem("a: b".getBytes(UTF_16)).message()).isEqualTo("this is not UTF-8 text: byte 0xFE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "[{a: ", "? "})
    void deepNestingEndsAtALimit(String opening) {
        assertThat(problem(opening.repeat(200_000).getBytes(UTF_8)).message())
                .matches("nested deeper than 64 levels|a key must be a word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0x1", "0o1", "1."})
    void anEndlessNumberIsNoNumber(String beginning) {
        assertThat(problem(("a: " + beginning + "1".repeat(900_000)).getBytes(UTF_8))
                        .message())
                .contains("is too large for a number");
    }

    @Test
    void aliasesCannotBlowADocumentUp() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }

        assertThat(problem(bomb.toString().getBytes(UTF_8)).message())
                .isEqualTo("'*a2' repeats too much; write it out");
    }

    @Test
    void aFileOfMoreThanAMegabyteIsNotRead() {
        assertThat(problem(new byte[(1 << 20) + 1]).message()).contains("at most 1048576 can be read");
    }

    @Test
    void commentsAreNoticed() {
        assertThat(YamlReader.hasComments("f", "a: 1 # one\n".getBytes(UTF_8))).isTrue();
        assertThat(YamlReader.hasComments("f", "# yaml-language-server: $schema=x\na: '# 1'\n\n".getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverTheBytesNothingButAProblemWithAPlaceComesOut(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        int readable = 0;
        for (int i = 0; i < 400; i++) {
            readable += isReadable(RandomDocuments.bytes(random)) ? 1 : 0;
            readable += isReadable(RandomDocuments.yamlLike(random).getBytes(UTF_8)) ? 1 : 0;
        }

        assertThat(readable).isBetween(1, 700);
    }

    @Test
    void aTypedValueStandsWhereItIsTyped() {
        Place place = new Place("line", 1, 7, 3);

        assertThat(YamlReader.value("5", place).toJson().intValue()).isEqualTo(5);
        assertThat(YamlReader.value("\"5\"", place).toJson().stringValue()).isEqualTo("5");
        assertThat(YamlReader.value("a: b # c", place).toJson().stringValue()).isEqualTo("a: b # c");
        Node.Sequence list = (Node.Sequence) YamlReader.value("[a, { b: 1 }]", place);
        assertThat(list.elements()).extracting(Node::place).containsOnly(place);
    }

    static boolean isReadable(byte[] bytes) {
        try {
            YamlReader.read("f.yaml", bytes);
            return true;
        } catch (ProblemException e) {
            assertThat(e.problems()).allMatch(problem -> problem.place().isPresent());
            return false;
        }
    }

    private static Node read(String yaml) {
        return YamlReader.read("f.yaml", yaml.getBytes(UTF_8));
    }

    private static Problem problem(byte[] bytes) {
        try {
            YamlReader.read("f.yaml", bytes);
        } catch (ProblemException e) {
            List<Problem> problems = e.problems();
            assertThat(problems).hasSize(1);
            return problems.getFirst();
        }
        throw new AssertionError("it was read");
    }
}
