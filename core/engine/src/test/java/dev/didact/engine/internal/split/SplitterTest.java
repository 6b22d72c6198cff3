package dev.didact.engine.internal.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.internal.split.Splitter.Span;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SplitterTest {
    private static final String[] PARTS = {
        "a",
        "word",
        "Sätze",
        "😀",
        "e\u0301",
        "海",
        "水",
        " ",
        " ",
        " ",
        ". ",
        "! ",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n \r\n",
        "\t",
        "\u00A0",
        "\u2028",
        "?\n"
    };

    static LongStream randomSeeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("randomSeeds")
    void passagesCoverEveryWordAndHoldAndRepeatNoMoreThanAllowed(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        var made = new StringBuilder();
        int parts = random.nextInt(120);
        for (int i = 0; i < parts; i++) {
            made.append(PARTS[random.nextInt(PARTS.length)]);
        }
        String text = made.toString();
        List<Split.Unit> units = List.of(Split.Unit.values());
        Split.Unit unit = units.get(random.nextInt(units.size()));
        int atMost = 1 + random.nextInt(8);
        int overlap = random.nextInt(atMost);

        List<Span> spans = new Splitter(new Split(0, unit, atMost, overlap)).split(text);

        var covered = new boolean[text.length()];
        int end = 0;
        for (Span span : spans) {
            String passage = text.substring(span.start(), span.end());
            assertThat(Splitter.blank(passage.codePointAt(0))).isFalse();
            assertThat(Splitter.blank(passage.codePointBefore(passage.length())))
                    .isFalse();
            assertThat(span.end()).isGreaterThan(end);
            assertThat(size(unit, passage)).isBetween(1, atMost);
            if (span.start() < end) {
                String repeated = text.substring(span.start(), end);
                assertThat(size(unit, repeated)).isLessThanOrEqualTo(overlap);
            }
            Arrays.fill(covered, span.start(), span.end(), true);
            end = span.end();
        }
        for (int at = 0; at < text.length(); at++) {
            assertThat(covered[at] || Splitter.blank(text.charAt(at)))
                    .as("character %d", at)
                    .isTrue();
        }
    }

    private static int size(Split.Unit unit, String text) {
        return switch (unit) {
            case WORDS -> words(text);
            case CHARACTERS -> text.codePointCount(0, text.length());
            case PARAGRAPHS ->
                (int) Arrays.stream(text.split("(?>\\R)\\h*(?>\\R)"))
                        .filter(paragraph -> !paragraph.codePoints().allMatch(Splitter::blank))
                        .count();
            case SENTENCES -> 1;
        };
    }

    /// Counts words in another way than the cutter: ideographs apart, the rest between blanks.
    private static int words(String text) {
        String apart = text.replaceAll("([海水])", " $1 ")
                .replaceAll("[\\s\\u00A0\\u2028]+", " ")
                .strip();
        return apart.isEmpty() ? 0 : apart.split(" ").length;
    }

    @Test
    void aPassageEndsAtAParagraphInItsSecondHalf() {
        assertThat(passages("One two three. Four five.\n\nSix seven. Eight nine ten.", 7, 0))
                .containsExactly("One two three. Four five.", "Six seven. Eight nine ten.");
    }

    @Test
    void withoutAParagraphInReachAPassageEndsAtASentence() {
        assertThat(passages("One two three. Four five six. Seven eight.", 7, 0))
                .containsExactly("One two three. Four five six.", "Seven eight.");
    }

    @Test
    void linesThatEndAsOnWindowsAreNoParagraphs() {
        assertThat(passages("One two\r\nthree. Four.\r\n\r\nFive.", new Split(0, Split.Unit.PARAGRAPHS, 1, 0)))
                .containsExactly("One two\r\nthree. Four.", "Five.");
    }

    @Test
    void aLongSentenceIsCutBetweenWords() {
        assertThat(passages("one two three four five", 2, 0)).containsExactly("one two", "three four", "five");
    }

    @Test
    void wholeSentencesAreRepeatedAsFarAsTheOverlapAllows() {
        assertThat(passages("A b. C d. E f. G h.", 4, 2)).containsExactly("A b. C d.", "C d. E f.", "E f. G h.");
        assertThat(passages("A b. C d. E f. G h.", 4, 1)).containsExactly("A b. C d.", "E f. G h.");
    }

    @Test
    void scriptsWithoutSpacesAreCountedByCharacter() {
        assertThat(passages("海水很咸。河水不咸。", 5, 0)).containsExactly("海水很咸。", "河水不咸。");
    }

    @Test
    void charactersAreCountedWithTheSpaceBetweenThem() {
        assertThat(passages("Ab cd. Ef gh. Ij.", new Split(0, Split.Unit.CHARACTERS, 13, 0)))
                .containsExactly("Ab cd. Ef gh.", "Ij.");
        assertThat(passages("Ab cd. Ef gh. Ij.", new Split(0, Split.Unit.CHARACTERS, 12, 0)))
                .containsExactly("Ab cd.", "Ef gh. Ij.");
    }

    @Test
    void aWordThatIsLongerThanAPassageIsCutWhereItMustBe() {
        assertThat(passages("an abcdefgh is", new Split(0, Split.Unit.CHARACTERS, 3, 0)))
                .containsExactly("an", "abc", "def", "gh", "is");
        assertThat(passages("😀😀😀", new Split(0, Split.Unit.CHARACTERS, 2, 0)))
                .containsExactly("😀😀", "😀");
    }

    @Test
    void sentencesAndParagraphsAreCountedWhole() {
        String text = "One. Two.\n\nThree. Four. Five.\n\nSix.";
        assertThat(passages(text, new Split(0, Split.Unit.SENTENCES, 2, 0)))
                .containsExactly("One. Two.", "Three. Four.", "Five.\n\nSix.");
        assertThat(passages(text, new Split(0, Split.Unit.SENTENCES, 3, 1)))
                .containsExactly("One. Two.", "Two.\n\nThree. Four.", "Four. Five.\n\nSix.");
        assertThat(passages(text, new Split(0, Split.Unit.PARAGRAPHS, 2, 1)))
                .containsExactly("One. Two.\n\nThree. Four. Five.", "Three. Four. Five.\n\nSix.");
    }

    @Test
    void noPassageGoesOnBehindAHeading() {
        String text = "Before.\n# A\nOf a.\n\n## A one\nOf a one.\n### Deep\nOf deep.\n# B\nOf b.\n";
        assertThat(passages(text, Split.atHeadings(2)))
                .containsExactly("Before.", "# A\nOf a.", "## A one\nOf a one.\n### Deep\nOf deep.", "# B\nOf b.");
        assertThat(passages(text, new Split(1, Split.Unit.WORDS, 8, 0)))
                .containsExactly("Before.", "# A\nOf a.", "## A one\nOf a one.\n### Deep", "Of deep.", "# B\nOf b.");
    }

    @Test
    void underlinedHeadingsAreHeadings() {
        assertThat(passages("Salt\n====\nIt is.\n\nSea\n---\nIt is too.", Split.atHeadings(2)))
                .containsExactly("Salt\n====\nIt is.", "Sea\n---\nIt is too.");
        assertThat(passages("Salt\n====\nIt is.\n\nSea\n---\nIt is too.", Split.atHeadings(1)))
                .hasSize(1);
    }

    @Test
    void whatOnlyLooksLikeAHeadingIsNone() {
        String code = "# A\n```\n# a comment\n~~~\n# another\n```\n# B";
        assertThat(passages(code, Split.atHeadings(6)))
                .containsExactly("# A\n```\n# a comment\n~~~\n# another\n```", "# B");
        assertThat(passages("#hash\n    # indented\n####### seven\n\n---\nend", Split.atHeadings(6)))
                .hasSize(1);
    }

    private static List<String> passages(String text, int words, int overlap) {
        return passages(text, new Split(0, Split.Unit.WORDS, words, overlap));
    }

    private static List<String> passages(String text, Split split) {
        return new Splitter(split)
                .split(text).stream()
                        .map(span -> text.substring(span.start(), span.end()))
                        .toList();
    }
}
