package dev.didact.sources.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Preference;
import dev.didact.files.Spdx;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LicenceFinderTest {
    private static final String MIT = """
            MIT License

            Copyright (c) 2026 Somebody

            Permission is hereby granted, free of charge, to any person obtaining a copy
            of this software. The above copyright notice and this permission notice shall be
            included in all copies.
            THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
            """;

    @TempDir
    private Path temporary = Path.of("set by JUnit");

    private Folder folder = new Folder(temporary);

    @BeforeEach
    void useTheFolder() {
        folder = new Folder(temporary);
    }

    private Origin origin() throws Exception {
        return folder.items("d").getFirst().passages().getFirst().origin();
    }

    @Test
    void withoutAnyStatementNothingIsAssertedAndThePlacesAreNamed() throws Exception {
        folder.with("d/t.md", "Text.").with("LICENSE", MIT);
        assertThat(origin().licence().declared()).isEqualTo(Licence.NO_ASSERTION);
        assertThat(origin().licence().known()).isFalse();
        assertThat(origin().licence().evidence()).contains("source.yaml", "d/t.md.license", "front matter", "LICENSE");
    }

    @Test
    void aSourceCardTellsLicenceCreatorsAndWishes() throws Exception {
        folder.with("d/sub/t.md", "Text.").with("d/source.yaml", """
                id: essays
                creators: [Ada, Grace]
                licence:
                  declared: CC-BY-4.0
                  concluded: CC-BY-SA-4.0
                  concludedBy: Hedy
                  evidence: { uri: "https://example.org/terms", quote: "share alike" }
                preferences:
                  - { scheme: contract, use: train, value: disallowed, location: letter of 2026 }
                  - { scheme: rsl, use: index, value: allowed }
                """);
        assertThat(origin().licence())
                .isEqualTo(new Licence(
                        "CC-BY-4.0",
                        "CC-BY-SA-4.0",
                        "d/source.yaml, https://example.org/terms, \"share alike\", concluded by Hedy"));
        assertThat(origin().creators()).containsExactly("Ada", "Grace");
        assertThat(origin().preferences())
                .containsExactly(
                        new Preference("contract", "train", Preference.Value.DISALLOWED, "letter of 2026"),
                        new Preference("rsl", "index", Preference.Value.ALLOWED, "d/source.yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# SPDX-License-Identifier: CC-BY-4.0\ntext",
                "<!-- SPDX-License-Identifier: CC-BY-4.0 -->\ntext",
                "/* SPDX-License-Identifier: CC-BY-4.0 */\r\ntext",
                "// SPDX-License-Identifier: CC-BY-4.0  \ntext",
                "---\nlicense: CC-BY-4.0\n---\ntext",
                "---\nlicence: CC-BY-4.0\n---\ntext",
            })
    void aFileDeclaresItsLicenceInAHeaderOrInFrontMatter(String text) throws Exception {
        folder.with("d/t.md", text);
        assertThat(origin().licence().declared()).isEqualTo("CC-BY-4.0");
        assertThat(origin().licence().concluded()).isEqualTo("CC-BY-4.0");
        assertThat(origin().licence().evidence()).contains("d/t.md");
    }

    @Test
    void aLicenseFileBesideTheTextHoldsTheHeaderInItsStead() throws Exception {
        folder.with("d/t.md", "text")
                .with(
                        "d/t.md.license",
                        "SPDX-FileCopyrightText: © 2024-2026 Ada Example <ada@example.org>\n\nSPDX-License-Identifier: CC0-1.0\n");
        assertThat(origin().licence().concluded()).isEqualTo("CC0-1.0");
        assertThat(origin().creators()).containsExactly("Ada Example <ada@example.org>");
    }

    @Test
    void aLicenseFileOfTheFolderCountsOnlyForTextsThatSayNothing() throws Exception {
        folder.with("d/t.md", "text").with("d/LICENSE", MIT);
        assertThat(origin().licence().concluded()).isEqualTo("MIT");
        folder.with("d/t.md", "---\nlicense: CC0-1.0\n---\ntext");
        assertThat(origin().licence()).isEqualTo(Licence.declared("CC0-1.0", "front matter of d/t.md"));
    }

    @Test
    void theNearerFolderCountsBeforeTheOneAbove() throws Exception {
        folder.with("d/a/t.md", "text")
                .with("d/source.yaml", "licence: { declared: MIT }")
                .with("d/a/source.yaml", "licence: { declared: CC0-1.0 }");
        assertThat(origin().licence().declared()).isEqualTo("CC0-1.0");
    }

    @Test
    void twoStatementsThatDifferAreKeptAsEvidenceAndNothingIsConcluded() throws Exception {
        folder.with("d/t.md", "---\nlicense: CC-BY-4.0\n---\ntext")
                .with("d/source.yaml", "licence: { declared: CC0-1.0 }");
        assertThat(origin().licence().declared()).isEqualTo("CC0-1.0");
        assertThat(origin().licence().known()).isFalse();
        assertThat(origin().licence().evidence())
                .contains("d/source.yaml: CC0-1.0", "front matter of d/t.md: CC-BY-4.0");
    }

    @Test
    void aStatementThatIsNoExpressionIsKeptInItsWords() throws Exception {
        folder.with("d/t.md", "---\nlicense: All rights reserved!\n---\ntext");
        assertThat(origin().licence().known()).isFalse();
        assertThat(origin().licence().evidence()).contains("'All rights reserved!'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Some licence of our own.",
                "MIT",
                MIT + "\n\nCC0 1.0 Universal Statement of Purpose Public License Fallback"
            })
    void aLicenseTextThatIsNotCertainIsNotGuessed(String text) throws Exception {
        folder.with("d/t.md", "text").with("d/LICENSE", text);
        assertThat(origin().licence().known()).isFalse();
    }

    @Test
    void theProjectsOwnLicenseTextIsRecognised() throws Exception {
        Path licence = Path.of("").toAbsolutePath().resolve("../../LICENSE");
        assertThat(Spdx.ofLicenceText(java.nio.file.Files.readString(licence))).contains("Apache-2.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "license: MIT|1:10: unknown key 'license'",
                "licence: MIT|1:10: keys with values belong here",
                "licence: { declared: 'CC BY 4.0' }|1:22: declared must be an SPDX expression",
                "licence: { declared: [MIT] }|1:22: one text belongs here",
                "preferences: [ { scheme: robots, use: train } ]|1:16: 'value' is missing",
                "preferences: [ { scheme: robots, use: train, value: no } ]|1:53: value must be one of allowed",
                "preferences: yes|1:14: a list belongs here",
                "a: [|1:5: ",
                "- a|1:1: keys with values belong here",
                "``|1:1: there is nothing in it",
                "id: a\\nid: b|2:1: key 'id' is there twice",
                "terms: { price: 5 }|1:17: unknown key 'price'",
            })
    void aMistakeInASourceCardIsAnErrorWithItsPlace(String card, String message) throws Exception {
        folder.with("d/t.md", "text").with("d/source.yaml", card.replace("\\n", "\n"));
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> folder.items("d"))
                .withMessageContaining("d/source.yaml:" + message);
    }

    @Test
    void aSourceCardThatNestsWithoutEndIsAnError() throws Exception {
        folder.with("d/t.md", "text").with("d/source.yaml", "[".repeat(100_000));
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> folder.items("d"))
                .withMessageContaining("d/source.yaml:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MIT|true",
                "GPL-2.0-only WITH Classpath-exception-2.0|true",
                "(MIT OR Apache-2.0) AND CC-BY-4.0+|true",
                "LicenseRef-Ours|true",
                "NOASSERTION|true",
                "MIT AND|false",
                "(MIT|false",
                "MIT)|false",
                "CC BY 4.0|false",
                "AND|false",
                "WITH MIT|false",
                "All rights reserved.|false",
                "()|false",
            })
    void anExpressionIsToldFromOtherWords(String text, boolean expression) {
        assertThat(Spdx.isExpression(text)).isEqualTo(expression);
    }
}
