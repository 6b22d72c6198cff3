package dev.didact.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.sources.text.Cutter.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CutterTest {
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
    void passagesAreWhatTheirBytesSayCoverEveryWordAndHoldNoMoreThanAllowed(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        var made = new StringBuilder();
        int parts = random.nextInt(120);
        for (int i = 0; i < parts; i++) {
            made.append(PARTS[random.nextInt(PARTS.length)]);
        }
        String text = made.toString();
        int words = random.nextInt(8);
        int overlap = words > 1 ? random.nextInt(words) : 0;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        List<Span> spans = new Cutter(words, overlap).cut(text, 0);

        var covered = new boolean[text.length()];
        int end = 0;
        for (Span span : spans) {
            String passage = text.substring(span.start(), span.end());
            byte[] cited = Arrays.copyOfRange(bytes, (int) span.startByte(), (int) span.endByte());
            assertThat(new String(cited, StandardCharsets.UTF_8)).isEqualTo(passage);
            assertThat(Cutter.blank(passage.codePointAt(0))).isFalse();
            assertThat(Cutter.blank(passage.codePointBefore(passage.length()))).isFalse();
            assertThat(span.end()).isGreaterThan(end);
            if (words > 0) {
                assertThat(words(passage)).isBetween(1, words);
            }
            if (span.start() < end) {
                assertThat(words(text.substring(span.start(), end))).isLessThanOrEqualTo(overlap);
            }
            Arrays.fill(covered, span.start(), span.end(), true);
            end = span.end();
        }
        for (int at = 0; at < text.length(); at++) {
            assertThat(covered[at] || Cutter.blank(text.charAt(at)))
                    .as("character %d", at)
                    .isTrue();
        }
        if (words == 0) {
            assertThat(spans).hasSizeLessThanOrEqualTo(1);
        }
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

    private static List<String> passages(String text, int words, int overlap) {
        return new Cutter(words, overlap)
                .cut(text, 0).stream()
                        .map(span -> text.substring(span.start(), span.end()))
                        .toList();
    }
}
