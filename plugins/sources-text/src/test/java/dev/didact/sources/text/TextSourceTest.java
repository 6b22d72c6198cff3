package dev.didact.sources.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.testkit.FullSourceContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextSourceTest extends FullSourceContract<TextConfig> {
    @TempDir
    private Path temporary = Path.of("set by JUnit");

    private Folder folder = new Folder(temporary);

    @BeforeEach
    void writeFiles() throws IOException {
        folder = new Folder(temporary);
        folder.with("docs/b.md", "# Salt\n\nThe sea is salty. Rivers bring salt.\n\nIt stays.\n")
                .with("docs/a.txt", "Grüße aus Überlingen. 😀 sagt Änne.\r\n\r\nZweiter Absatz.")
                .with("docs/deep/er/c.md", "One line");
    }

    @Override
    protected DataSource<TextConfig> source() {
        return new TextSource();
    }

    @Override
    protected String with() {
        return "{ path: docs }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(example(Folder.DRAW).yields("Grüße aus Überlingen. 😀 sagt Änne.\r\n\r\nZweiter Absatz."));
    }

    @Override
    protected Path folder() {
        return temporary;
    }

    @Test
    void anItemIsACitedPassageWithPathTitleAndText() throws Exception {
        Item item = folder.items("docs/b.md").getFirst();
        assertThat(item.id()).isEqualTo("docs/b.md[0,55)");
        assertThat(item.content()).isEqualTo("# Salt\n\nThe sea is salty. Rivers bring salt.\n\nIt stays.");
        assertThat(item.columns())
                .containsEntry("path", "docs/b.md")
                .containsEntry("title", "Salt")
                .containsEntry("text", item.content());
        assertThat(item.key()).isEmpty();
        Origin origin = item.passages().getFirst().origin();
        byte[] bytes = Files.readAllBytes(temporary.resolve("docs/b.md"));
        assertThat(origin.method()).isEqualTo(Origin.Method.FILE);
        assertThat(origin.uri()).isEqualTo("docs/b.md");
        assertThat(origin.sha256()).isEqualTo(Document.sha256(bytes));
        assertThat(origin.bytes()).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docs|docs/a.txt docs/b.md docs/deep/er/c.md",
                "docs/|docs/a.txt docs/b.md docs/deep/er/c.md",
                "./docs|docs/a.txt docs/b.md docs/deep/er/c.md",
                "docs/**/*.md|docs/b.md docs/deep/er/c.md",
                "./docs/**/*.md|docs/b.md docs/deep/er/c.md",
                "**/*.md|docs/b.md docs/deep/er/c.md",
                "docs/*.md|docs/b.md",
                "docs/?.{md,txt}|docs/a.txt docs/b.md",
                "docs/a.txt|docs/a.txt",
                "docs/**|docs/a.txt docs/b.md docs/deep/er/c.md",
            })
    void filesFoldersAndPatternsGiveFilesInTheOrderOfTheirNames(String path, String names) throws Exception {
        assertThat(folder.names(path)).containsExactly(names.split(" "));
    }

    @Test
    void filesOutsideTheRecipesFolderAreCitedAsTheRecipeNamesThem() throws Exception {
        Folder recipe = new Folder(Files.createDirectories(temporary.resolve("recipes")));
        assertThat(recipe.names("../docs/*.md")).containsExactly("../docs/b.md");
        String absolute = temporary.resolve("docs").toString().replace('\\', '/');
        assertThat(recipe.names(absolute + "/*.md")).containsExactly(absolute + "/b.md");
        assertThat(recipe.names(absolute + "/a.txt")).containsExactly(absolute + "/a.txt");
    }

    @Test
    void namesAreOrderedByTheirCharactersWhateverTheLanguage() throws Exception {
        folder.with("n/ä.txt", "1")
                .with("n/Z.txt", "2")
                .with("n/a.txt", "3")
                .with("n/10.txt", "4")
                .with("n/9.txt", "5");
        assertThat(folder.names("n")).containsExactly("n/10.txt", "n/9.txt", "n/Z.txt", "n/a.txt", "n/ä.txt");
    }

    @Test
    void filesAboutTextsAndHiddenFilesAreLeftOutUnlessNamed() throws Exception {
        folder.with("h/LICENSE", "x")
                .with("h/source.yaml", "id: x")
                .with("h/t.txt.license", "x")
                .with("h/.hidden.txt", "x")
                .with("h/.git/config", "x")
                .with("h/t.txt", "x");
        assertThat(folder.names("h")).containsExactly("h/t.txt");
        assertThat(folder.names("h/LICENSE")).containsExactly("h/LICENSE");
        assertThat(folder.names("h/.hidden.txt")).containsExactly("h/.hidden.txt");
        assertThat(folder.names("h/.git/*")).containsExactly("h/.git/config");
    }

    @Test
    void loopsOfLinksAndSecondWaysToAFileCountOnce() throws Exception {
        folder.with("l/one.txt", "x");
        Files.createSymbolicLink(temporary.resolve("l/again"), temporary.resolve("l"));
        Files.createSymbolicLink(temporary.resolve("l/two.txt"), temporary.resolve("l/one.txt"));
        assertThat(folder.names("l")).containsExactly("l/one.txt");
    }

    @Test
    void aByteOrderMarkIsCountedAndIsNotText() throws Exception {
        folder.with("bom.txt", "\uFEFFHello");
        assertThat(folder.items("bom.txt"))
                .singleElement()
                .satisfies(item ->
                        assertThat(item.passages().getFirst().reference()).isEqualTo("bom.txt[3,8)"))
                .satisfies(item -> assertThat(item.content()).isEqualTo("Hello"));
    }

    @Test
    void emptyAndBlankFilesHoldNoItems() throws Exception {
        folder.with("e/1.txt", "").with("e/2.txt", " \r\n\t\u00A0\n").with("e/3.txt", "\uFEFF");
        assertThat(folder.items("e")).isEmpty();
    }

    @Test
    void frontMatterGivesTheTitleAndBelongsToNoPassage() throws Exception {
        folder.with("m.md", "---\r\ntitle: The sea\r\n---\r\nIt is salty.\r\n");
        assertThat(folder.items("m.md")).singleElement().satisfies(item -> {
            assertThat(item.content()).isEqualTo("It is salty.");
            assertThat(item.columns()).containsEntry("title", "The sea");
            assertThat(item.id()).isEqualTo("m.md[26,38)");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\nno mapping\n---\ntext",
                "---\na: [\n---\ntext",
                "---\ntext without an end",
                "---\n- a\n---\n"
            })
    void whatOnlyLooksLikeFrontMatterIsText(String text) throws Exception {
        folder.with("m.md", text);
        assertThat(folder.items("m.md").getFirst().content()).startsWith("---");
    }

    @Test
    void aByteThatIsNoTextIsToldByLineAndColumn() throws Exception {
        folder.with("l.txt", "Grüße\nzwei\n😀 d".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = Files.readAllBytes(temporary.resolve("l.txt"));
        bytes[bytes.length - 1] = (byte) 0xFF;
        folder.with("l.txt", bytes);
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> folder.open(new TextConfig("l.txt")))
                .withMessageContaining("l.txt:3:3: this byte, 0xFF, is not UTF-8");
    }

    @Test
    void aPackedFileIsTheTextInIt() throws Exception {
        folder.with("p/b.md.gz", packed("# Salt\n\nThe sea.".getBytes(StandardCharsets.UTF_8)));
        Item item = folder.items("p").getFirst();
        assertThat(item.id()).isEqualTo("p/b.md.gz[0,16)");
        assertThat(item.content()).isEqualTo("# Salt\n\nThe sea.");
        assertThat(item.columns()).containsEntry("title", "Salt");
    }

    @Test
    void aPackedFileThatBreaksOffIsToldAndNotHalfRead() throws Exception {
        byte[] packed = packed("The sea is salty. ".repeat(1000).getBytes(StandardCharsets.UTF_8));
        folder.with("p/a.txt.gz", Arrays.copyOf(packed, packed.length - 12)).with("p/b.txt.gz", "no gzip");
        try (DataSource.Reader reader = folder.open(new TextConfig("p"))) {
            assertThatExceptionOfType(DidactException.Permanent.class)
                    .isThrownBy(reader::next)
                    .withMessageContaining("'p/a.txt.gz' breaks off");
            assertThatExceptionOfType(DidactException.Permanent.class)
                    .isThrownBy(reader::next)
                    .withMessageContaining("'p/b.txt.gz' cannot be read");
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void aPageIsItsTextAndIsCitedAsAWhole() throws Exception {
        String html =
                "<!-- SPDX-License-Identifier: CC0-1.0 -->\n<title>The sea</title><h1>Salt</h1><p>It is&nbsp;<b>salty</b>.";
        folder.with("p.html", html);
        Item item = folder.items("p.html").getFirst();
        assertThat(item.content()).isEqualTo("# Salt\n\nIt is\u00A0salty.");
        assertThat(item.id()).isEqualTo("p.html[0," + html.length() + ")");
        assertThat(item.columns()).containsEntry("title", "The sea").containsEntry("text", item.content());
        assertThat(item.passages().getFirst().origin().licence().concluded()).isEqualTo("CC0-1.0");
        assertThat(item.passages().getFirst().origin().sha256())
                .isEqualTo(Document.sha256(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere.txt|names no file or folder",
                "nowhere/*.txt|begins in a folder that is not there",
                "docs/*.pdf|matches no file",
                "docs/[|is no path or pattern",
            })
    void aPathThatMeansNothingIsAnErrorOfTheConfiguration(String path, String what) {
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> folder.open(new TextConfig(path)))
                .withMessageContaining("'" + path + "' " + what)
                .satisfies(e -> assertThat(e.pointer()).isEqualTo("path"));
    }

    @Test
    void aSingleFileThatIsNoTextIsAnErrorOfTheConfiguration() throws Exception {
        folder.with("latin.txt", "Grüße".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> folder.open(new TextConfig("latin.txt")))
                .withMessageContaining("latin.txt:1:3: this byte, 0xFC, is not UTF-8");
    }

    @Test
    void amongManyFilesEachThatCannotBeReadIsNamedAndTheOthersGoOn() throws Exception {
        folder.with("x/1.txt", "one")
                .with("x/2.bin", new byte[] {'P', 'K', 0, 1})
                .with("x/3.txt", new byte[] {'a', (byte) 0xC3})
                .with("x/5.txt", "five");
        Files.createSymbolicLink(temporary.resolve("x/4.txt"), temporary.resolve("x/nowhere"));
        try (DataSource.Reader reader = folder.open(new TextConfig("x"))) {
            assertThat(reader.next())
                    .hasValueSatisfying(item -> assertThat(item.content()).isEqualTo("one"));
            for (String message : List.of(
                    "'x/2.bin' is no text: byte 2 is 0", "x/3.txt:1:2: this byte, 0xC3, is not UTF-8", "'x/4.txt'")) {
                assertThatExceptionOfType(DidactException.Permanent.class)
                        .isThrownBy(reader::next)
                        .withMessageContaining(message);
            }
            assertThat(reader.next())
                    .hasValueSatisfying(item -> assertThat(item.content()).isEqualTo("five"));
            assertThat(reader.next()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void settingsThatCannotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextConfig(" "))
                .withMessageContaining("path");
    }
}
