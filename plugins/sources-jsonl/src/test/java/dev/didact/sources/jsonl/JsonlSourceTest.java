package dev.didact.sources.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.testkit.FullSourceContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonlSourceTest extends FullSourceContract<JsonlConfig> {
    private static final String TWO = """
            {"id": "a", "prompt": "Why?", "topic": "doubt"}
            {"id": "b", "prompt": "How?", "topic": "craft"}
            """;

    @TempDir
    private Path temporary = Path.of("set by JUnit");

    private Folder folder = new Folder(temporary);

    @BeforeEach
    void writeFiles() throws IOException {
        folder = new Folder(temporary).with("data/two.jsonl", TWO);
    }

    @Override
    protected DataSource<JsonlConfig> source() {
        return new JsonlSource();
    }

    @Override
    protected String with() {
        return "{ path: data, licence: CC0-1.0 }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(example(Folder.DRAW).yields("Why?", "How?"));
    }

    @Override
    protected Path folder() {
        return temporary;
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }

    @Test
    void anItemIsALineWithItsFieldsAsColumnsAndItsQuestionAsDocument() throws Exception {
        String line =
                "{\"id\": 7, \"prompt\": \"Why?\", \"n\": 1.50, \"yes\": true, \"none\": null, \"in\": {\"a\": [1]}}";
        Item item = folder.item(line + "\n");
        assertThat(item.id()).isEqualTo("7");
        assertThat(item.content()).isEqualTo("Why?");
        assertThat(item.columns())
                .isEqualTo(Map.of("id", "7", "prompt", "Why?", "n", "1.50", "yes", "true", "in", "{\"a\":[1]}"));
        assertThat(item.key()).isEmpty();
        assertThat(item.level()).isEmpty();
        assertThat(item.passages()).singleElement().satisfies(passage -> {
            assertThat(passage.reference()).isEqualTo("one.jsonl#7[0,4)");
            assertThat(passage.text()).isEqualTo("Why?");
            Origin origin = passage.origin();
            assertThat(origin.method()).isEqualTo(Origin.Method.FILE);
            assertThat(origin.uri()).isEqualTo("one.jsonl");
            assertThat(origin.sha256()).isEqualTo(Document.sha256("Why?".getBytes(StandardCharsets.UTF_8)));
            assertThat(origin.bytes()).isEqualTo(4);
        });
    }

    @Test
    void aLineIsNamedByItsIdElseByItsNumberAndAmongSeveralFilesByItsFileToo() throws Exception {
        folder.with("data/three.jsonl", "{\"prompt\": \"1\"}\n\n{\"id\": \"x\", \"prompt\": \"3\"}");
        assertThat(ids(folder.items("data/three.jsonl"))).containsExactly("data/three.jsonl:1", "x");
        assertThat(ids(folder.items("data/*.jsonl")))
                .containsExactly("data/three.jsonl:1", "data/three.jsonl#x", "data/two.jsonl#a", "data/two.jsonl#b");
    }

    @Test
    void aLineThatIsAddedChangesNothingAboutAnother() throws Exception {
        List<Item> before = folder.items("data/two.jsonl");
        folder.with("data/two.jsonl", "{\"id\": \"0\", \"prompt\": \"New?\"}\n" + TWO);
        assertThat(folder.items("data/two.jsonl"))
                .endsWith(before.getFirst(), before.getLast())
                .hasSize(3);
    }

    @Test
    void gzipIsUnpackedWhateverItsName() throws Exception {
        byte[] twice = packed(TWO.substring(0, TWO.indexOf('\n') + 1));
        byte[] second = packed(TWO.substring(TWO.indexOf('\n') + 1));
        byte[] parts = Arrays.copyOf(twice, twice.length + second.length);
        System.arraycopy(second, 0, parts, twice.length, second.length);
        folder.with("z/1.jsonl.gz", packed(TWO)).with("z/2.jsonl", packed(TWO)).with("z/3.gz", parts);
        assertThat(folder.items("z").stream().map(Item::content))
                .containsExactly("Why?", "How?", "Why?", "How?", "Why?", "How?");
    }

    @Test
    void gzipThatBreaksOffGivesWhatCameBeforeAndTheOtherFiles() throws Exception {
        String many = IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"id\": \"" + i + "\", \"prompt\": \"" + Integer.toHexString(i * 0x9E3779B9) + "\"}\n")
                .collect(Collectors.joining());
        byte[] whole = packed(many);
        folder.with("z/1.jsonl.gz", Arrays.copyOf(whole, whole.length / 2)).with("z/2.jsonl", TWO);
        Folder.Pass pass = folder.pass(Folder.config("z"));
        assertThat(pass.items())
                .hasSizeGreaterThan(100)
                .endsWith(folder.items("z/2.jsonl").stream()
                        .map(item -> new Item(
                                "z/2.jsonl#" + item.id(),
                                item.content(),
                                item.columns(),
                                item.key(),
                                item.passages(),
                                item.level()))
                        .toArray(Item[]::new));
        assertThat(pass.lost())
                .singleElement()
                .asString()
                .startsWith("'z/1.jsonl.gz' breaks off behind line ")
                .endsWith("what stands behind it is lost");
    }

    @Test
    void byteOrderMarkCarriageReturnsAndEmptyLinesAreNoItemsAndNoMistakes() throws Exception {
        folder.with("w.jsonl", "\uFEFF{\"prompt\": \"1\"}\r\n\r\n \t\n{\"prompt\": \"2\"}\r\n\n{\"prompt\": \"3\"}");
        Folder.Pass pass = folder.pass(Folder.config("w.jsonl"));
        assertThat(ids(pass.items())).containsExactly("w.jsonl:1", "w.jsonl:4", "w.jsonl:6");
        assertThat(pass.lost()).isEmpty();
        assertThat(folder.with("e.jsonl", "").items("e.jsonl")).isEmpty();
        assertThat(folder.with("e.jsonl", "\uFEFF").items("e.jsonl")).isEmpty();
    }

    @Test
    void eachBadLineIsToldWithItsPlaceAndCostsNoOther() throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (String line : List.of(
                "{\"prompt\": \"1\"}",
                "{\"prompt\": \"2\"",
                "{\"prompt\" \"3\"}",
                "[\"4\"]",
                "{\"prompt\": \"5\"} {}",
                "{\"prompt\": \"6\", \"prompt\": \"6\"}",
                "{\"prompt\": \" \"}",
                "{\"question\": \"8\"}",
                "{\"id\": {}, \"prompt\": \"9\"}",
                "{\"prompt\": {\"a\": 10}}",
                "{\"prompt\": \"\\ud83d\"}")) {
            bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(new byte[] {'{', '"', (byte) 0xC3, '"', '}', '\n'});
        bytes.writeBytes("{\"prompt\": \"13\"}".getBytes(StandardCharsets.UTF_8));
        folder.with("bad.jsonl", bytes.toByteArray());
        Folder.Pass pass = folder.pass(Folder.config("bad.jsonl"));
        assertThat(ids(pass.items())).containsExactly("bad.jsonl:1", "bad.jsonl:13");
        assertThat(pass.lost())
                .satisfiesExactly(
                        lost -> assertThat(lost)
                                .startsWith("bad.jsonl:2:15: no JSON: ")
                                .endsWith("; mend the line or delete it")
                                .doesNotContain("Source"),
                        lost -> assertThat(lost).startsWith("bad.jsonl:3:11: no JSON: "),
                        lost -> assertThat(lost)
                                .startsWith("bad.jsonl:4:1: a JSON object belongs here")
                                .contains("but this is [\"4\"]; write one object a line"),
                        lost -> assertThat(lost).startsWith("bad.jsonl:5:17: more stands behind the first JSON value"),
                        lost -> assertThat(lost).startsWith("bad.jsonl:6:").contains("\"prompt\""),
                        lost -> assertThat(lost).startsWith("bad.jsonl:7:1: the question is empty"),
                        lost -> assertThat(lost)
                                .isEqualTo("bad.jsonl:8:1: none of the known shapes fits the fields 'question'; name"
                                        + " the field that holds the question with content: FIELD"),
                        lost -> assertThat(lost)
                                .isEqualTo("bad.jsonl:9:8: field 'id' must name the item by a text or a whole number"
                                        + " but holds {}"),
                        lost -> assertThat(lost)
                                .isEqualTo("bad.jsonl:10:12: field 'prompt' must hold text but holds an object"),
                        lost -> assertThat(lost)
                                .startsWith("bad.jsonl:11:1: a text in it holds half a character, \\ud83d"),
                        lost -> assertThat(lost).startsWith("bad.jsonl:12:3: this byte is not UTF-8"));
    }

    @Test
    void anIdThatIsThereTwiceCostsTheSecondLine() throws Exception {
        folder.with("d.jsonl", TWO + TWO);
        Folder.Pass pass = folder.pass(Folder.config("d.jsonl"));
        assertThat(ids(pass.items())).containsExactly("a", "b");
        assertThat(pass.lost())
                .containsExactly(
                        "d.jsonl:3:8: id 'a' is that of a line before; give each line its own",
                        "d.jsonl:4:8: id 'b' is that of a line before; give each line its own");
    }

    @Test
    void aLineOfMoreThanSixteenMegabytesIsPassedByWithoutBeingHeld() throws Exception {
        folder.with("long.jsonl", "{\"prompt\": \"" + "x".repeat(Lines.LONGEST) + "\"}\n{\"prompt\": \"short\"}\n");
        Folder.Pass pass = folder.pass(Folder.config("long.jsonl"));
        assertThat(ids(pass.items())).containsExactly("long.jsonl:2");
        assertThat(pass.lost())
                .containsExactly("long.jsonl:1:1: the line has 16777230 bytes, at most 16777216 are read; split it");
    }

    @Test
    void whatTheSettingsNameIsTakenFromThere() throws Exception {
        folder.with(
                "m.jsonl",
                "{\"n\": 1, \"ask\": {\"text\": \"Why?\"}, \"a.b\": \"So.\", \"hard\": 3, \"prompt\": \"no\"}");
        var config = new JsonlConfig(
                "m.jsonl",
                Optional.empty(),
                Shape.AUTO,
                Optional.of("n"),
                Optional.of("ask.text"),
                Optional.of("a.b"),
                Optional.of("hard"));
        assertThat(folder.items(config)).singleElement().satisfies(item -> {
            assertThat(item.id()).isEqualTo("1");
            assertThat(item.content()).isEqualTo("Why?");
            assertThat(item.key()).contains("So.");
            assertThat(item.level()).hasValue(3);
            assertThat(item.columns()).containsOnlyKeys("n", "ask", "hard", "prompt");
        });
        folder.with("m.jsonl", "{\"ask\": {\"text\": \"Why?\"}}\n{\"n\": 1, \"ask\": {\"text\": \"Why?\"}}");
        assertThat(folder.pass(config).lost())
                .containsExactly(
                        "m.jsonl:1:1: field 'a.b' is missing; there are 'ask'",
                        "m.jsonl:2:1: field 'a.b' is missing; there are 'n', 'ask'");
    }

    @Test
    void theLicenceIsThatOfTheRecipeOrOfAFileBesideUnlessTheyDiffer() throws Exception {
        assertThat(licence(Optional.empty()).known()).isFalse();
        assertThat(licence(Optional.of("CC0-1.0"))).isEqualTo(Licence.declared("CC0-1.0", "the recipe"));
        folder.with("data/source.yaml", "licence: { declared: CC-BY-4.0 }\n");
        assertThat(licence(Optional.empty()).concluded()).isEqualTo("CC-BY-4.0");
        assertThat(licence(Optional.of("CC0-1.0")).known()).isFalse();
        assertThat(licence(Optional.of("CC0-1.0")).evidence()).contains("the recipe: CC0-1.0", "source.yaml");
    }

    private Licence licence(Optional<String> declared) throws Exception {
        return folder.items(new JsonlConfig(
                        "data/two.jsonl",
                        declared,
                        Shape.AUTO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .getFirst()
                .passages()
                .getFirst()
                .origin()
                .licence();
    }

    @Test
    void aPathThatMeansNothingIsAnErrorOfTheConfiguration() {
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> folder.open("nowhere.jsonl"))
                .withMessageContaining("'nowhere.jsonl' names no file or folder")
                .satisfies(e -> assertThat(e.pointer()).isEqualTo("path"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "' '|-|AUTO|-|path must name files",
                "a|free!|AUTO|-|licence must be an SPDX expression such as CC-BY-4.0 but is 'free!'",
                "a|-|ALPACA|q|content names the field 'q', and shape is alpaca",
                "a|-|AUTO|''|content must name a field",
            })
    void settingsThatCannotBeAreRefusedByName(
            String path, @Nullable String licence, Shape shape, @Nullable String content, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JsonlConfig(
                        path,
                        Optional.ofNullable(licence),
                        shape,
                        Optional.empty(),
                        Optional.ofNullable(content),
                        Optional.empty(),
                        Optional.empty()))
                .withMessageContaining(message);
    }

    @Test
    void aFileIsReadLineByLineAndOnlyOnce() throws Exception {
        Path file = temporary.resolve("much.jsonl");
        Files.writeString(file, TWO);
        try (DataSource.Reader reader = folder.open("much.jsonl")) {
            assertThat(reader.next().map(Item::id)).contains("a");
            assertThat(reader.next().map(Item::id)).contains("b");
            Files.writeString(file, TWO + "{\"id\": \"c\", \"prompt\": \"Late?\"}\n");
            assertThat(reader.next().map(Item::id)).contains("c");
            assertThat(reader.next()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void whateverHappensToAFileNothingUnforeseenComesOut() throws Exception {
        var random = new SplittableRandom(7);
        for (byte[] seed : LinesFuzz.seeds()) {
            LinesFuzz.fuzzerTestOneInput(seed);
            for (int round = 0; round < 200; round++) {
                byte[] bytes = seed.clone();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                LinesFuzz.fuzzerTestOneInput(bytes);
            }
        }
    }
}
