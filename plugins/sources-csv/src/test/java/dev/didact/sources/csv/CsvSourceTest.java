package dev.didact.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.sources.csv.CsvConfig.Separator;
import dev.didact.testkit.FullSourceContract;
import dev.didact.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CsvSourceTest extends FullSourceContract<CsvConfig> {
    private static final Draw DRAW = new Draw(Purpose.TRAINING, 1, OptionalInt.empty());

    @TempDir
    private Path temporary = Path.of("set by JUnit");

    @BeforeEach
    void writeFiles() throws IOException {
        write("data/two.csv", "id,prompt,topic\na,Why?,doubt\nb,How?,craft\n");
    }

    @Override
    protected DataSource<CsvConfig> source() {
        return new dev.didact.sources.csv.CsvSource();
    }

    @Override
    protected String with() {
        return "{ path: data, licence: CC0-1.0 }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(example(DRAW).yields("Why?", "How?"));
    }

    @Override
    protected Path folder() {
        return temporary;
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = temporary.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static CsvConfig config(Separator separator, boolean header, String... named) {
        var given = Map.of(
                "id", Optional.<String>empty(), "content", Optional.<String>empty(), "key", Optional.<String>empty());
        var all = new HashMap<>(given);
        for (int i = 0; i < named.length; i += 2) {
            all.put(named[i], Optional.of(named[i + 1]));
        }
        return new CsvConfig(
                "one.csv",
                Optional.empty(),
                separator,
                header,
                all.getOrDefault("id", Optional.empty()),
                all.getOrDefault("content", Optional.empty()),
                all.getOrDefault("key", Optional.empty()),
                all.getOrDefault("level", Optional.empty()));
    }

    /// Items and, in their place, what could not be read.
    private List<Object> read(CsvConfig config) throws Exception {
        var read = new ArrayList<>();
        try (DataSource.Reader reader =
                source().open(config, DRAW, TestContext.withRandomSeed(7).at(temporary))) {
            while (true) {
                try {
                    Optional<Item> item = reader.next();
                    if (item.isEmpty()) {
                        return read;
                    }
                    read.add(item.get());
                } catch (DidactException.Permanent e) {
                    read.add(e.getMessage());
                }
            }
        }
    }

    private List<Object> rows(String text) throws Exception {
        write("one.csv", text);
        return contents(read(config(Separator.AUTO, true)));
    }

    private static List<Object> contents(List<Object> read) {
        return read.stream()
                .map(one -> one instanceof Item item ? item.content() : one)
                .toList();
    }

    @Test
    void anItemIsARowWithItsFieldsAsColumnsAndNotItsKey() throws Exception {
        write("one.csv", "n,question,answer,hard\r\nq1,\"Was \"\"it\"\",\r\nsalt?\",yes,3\r\n");
        Item item = (Item)
                read(config(Separator.AUTO, true, "id", "n", "content", "question", "key", "answer", "level", "hard"))
                        .getFirst();
        assertThat(item.id()).isEqualTo("q1");
        assertThat(item.content()).isEqualTo("Was \"it\",\r\nsalt?");
        assertThat(item.key()).contains("yes");
        assertThat(item.level()).hasValue(3);
        assertThat(item.columns()).isEqualTo(Map.of("n", "q1", "question", item.content(), "hard", "3"));
        assertThat(item.passages().getFirst().reference()).isEqualTo("one.csv#q1[0,16)");
    }

    @Test
    void aRowWithoutAnIdIsNamedByTheLineInWhichItBegins() throws Exception {
        write("one.csv", "prompt\n\"a\nb\"\n\nc\n");
        assertThat(read(config(Separator.AUTO, true)).stream().map(item -> ((Item) item).id()))
                .containsExactly("one.csv:2", "one.csv:5");
    }

    @ParameterizedTest
    @EnumSource(
            value = Separator.class,
            names = {"COMMA", "SEMICOLON", "TAB", "PIPE"})
    void fieldsStandApartByWhatIsNamed(Separator separator) throws Exception {
        write("one.csv", "prompt,topic\na,b\n".replace(',', separator.of("one.csv")));
        Item item = (Item) read(config(separator, true)).getFirst();
        assertThat(item.columns()).isEqualTo(Map.of("prompt", "a", "topic", "b"));
        assertThat(Separator.AUTO.of("x.tsv.gz")).isEqualTo('\t');
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() throws Exception {
        write("one.csv", "a,b\nc,d\n");
        List<Object> read = read(config(Separator.AUTO, false, "content", "2", "key", "1"));
        assertThat(contents(read)).containsExactly("b", "d");
        assertThat(((Item) read.getFirst()).key()).contains("a");
    }

    @Test
    void aRowThatDoesNotFitIsToldAndTheOthersGoOn() throws Exception {
        assertThat(rows("prompt,topic\na,b\nc,d,e\nf\n,g\nh,i\n"))
                .containsExactly(
                        "a",
                        "one.csv:3:1: the row has 3 fields, the header 2; quote fields that hold a separator",
                        "one.csv:4:1: the row has 1 fields, the header 2; quote fields that hold a separator",
                        "one.csv:5:1: the question, 'prompt', is empty; write one or delete the row",
                        "h");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"prompt~a~\"b~c~d~|2", "prompt~a~\"b\" x~c~|2"})
    void behindAQuoteThatIsNotAsItShouldBeTheRestIsToldToBeLost(String text, int read) throws Exception {
        List<Object> rows = rows(text.replace('~', '\n'));
        assertThat(rows).hasSize(read).startsWith("a");
        assertThat(rows.getLast().toString())
                .contains("'one.csv' cannot be read on", "line 3", "what stands behind it is lost");
    }

    @Test
    void aByteThatIsNoTextIsToldByLineAndColumn() throws Exception {
        byte[] bytes = "prompt\nGrün?\n😀 x\nd\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = (byte) 0xE4;
        write("one.csv", bytes);
        assertThat(contents(read(config(Separator.AUTO, true))).getLast().toString())
                .startsWith("one.csv:3:3: this byte, 0xE4, is not UTF-8")
                .endsWith("what stands behind it is lost");
    }

    @Test
    void aMarkAtTheBeginningIsNoText() throws Exception {
        assertThat(rows("\uFEFFprompt\na\n")).containsExactly("a");
    }

    @Test
    void packedFilesAreReadWhateverTheirName() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("prompt\na\nb\n".getBytes(StandardCharsets.UTF_8));
        }
        write("one.csv", packed.toByteArray());
        assertThat(contents(read(config(Separator.AUTO, true)))).containsExactly("a", "b");
    }

    @Test
    void idsAreOfOneRowOnly() throws Exception {
        assertThat(rows("id,prompt\nx,a\nx,b\n,c\n"))
                .containsExactly(
                        "a",
                        "one.csv:3:1: id 'x' is that of a row before; give each row its own",
                        "one.csv:4:1: the id is empty; write one or delete the row");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt,prompt|column 2 of the header is called 'prompt' like one before it",
                "prompt,|column 2 of the header has no name",
                "a,b|none of the columns [prompt, question, text] is there",
            })
    void aHeaderThatSaysTooLittleIsTold(String header, String message) throws Exception {
        assertThat(rows(header + "\n1,2\n")).singleElement().asString().contains(message);
    }

    @Test
    void aColumnThatIsNamedAndNotThereIsTold() throws Exception {
        write("one.csv", "prompt\na\n");
        assertThat(read(config(Separator.AUTO, true, "key", "answer")))
                .singleElement()
                .isEqualTo("one.csv:1:1: no column 'answer' in the header; there are [prompt]");
    }

    @Test
    void settingsThatCannotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Separator.AUTO, true, "key", "a", "content", "a"))
                .withMessageContaining("'a'");
    }
}
