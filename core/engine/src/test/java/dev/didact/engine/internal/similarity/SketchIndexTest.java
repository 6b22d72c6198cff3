package dev.didact.engine.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.didact.engine.internal.similarity.SketchIndex.Match;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchIndexTest {
    @TempDir
    Path folder;

    private static String[] words(SplittableRandom random, int count) {
        return random.ints(count, 0, 5_000)
                .mapToObj(word -> Integer.toString(word * 7_919 + 40_000, 36))
                .toArray(String[]::new);
    }

    /// The text with every so manieth word another one.
    private static String changed(String[] words, int every, SplittableRandom random) {
        String[] other = words(random, words.length);
        String[] changed = words.clone();
        for (int i = every - 1; i < changed.length; i += every) {
            changed[i] = other[i];
        }
        return String.join(" ", changed);
    }

    /// The share of runs that two texts have in common, counted.
    private static double counted(String one, String other) {
        Set<String> runs = runs(one);
        Set<String> all = new HashSet<>(runs);
        all.addAll(runs(other));
        runs.retainAll(runs(other));
        return (double) runs.size() / all.size();
    }

    private static Set<String> runs(String text) {
        String plain = text.replace(" ", "");
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + 5 <= plain.length(); i++) {
            runs.add(plain.substring(i, i + 5));
        }
        return runs;
    }

    @Test
    void theSimilarityIsTheShareOfRunsInCommonWithinThreeStandardErrors() {
        var random = new SplittableRandom(1);
        for (int every = 2; every < 40; every++) {
            String[] words = words(random, 200);
            String one = String.join(" ", words);
            String other = changed(words, every, random);
            assertThat(Sketch.similarity(Sketch.of(one), Sketch.of(other)))
                    .isCloseTo(counted(one, other), within(0.14));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'What is bread made of?', 'what is BREAD made of', 1",
        "'What is bread made of?', 'How deep is the sea?', 0",
        "'パンは何から作られますか。', 'パンは何から作られますか', 1",
        "'42', '42.', 1",
        "'', '', 1",
        "'', 'What is bread made of?', 0"
    })
    void caseAndWhatStandsBetweenWordsMakeNoDifference(String one, String other, double similarity) {
        assertThat(Sketch.similarity(Sketch.of(one), Sketch.of(other))).isCloseTo(similarity, within(0.03));
    }

    @Test
    void ofTextsThatAreAlikeByFourFifthsNearlyAllAreFoundAndOfOthersNone() {
        var random = new SplittableRandom(2);
        int alike = 0;
        int found = 0;
        try (var index = new SketchIndex(() -> folder)) {
            List<String[]> texts = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                texts.add(words(random, 60));
                index.add(SketchIndex.sketch(String.join(" ", texts.getLast())), 10L * i);
            }
            for (int i = 0; i < texts.size(); i++) {
                String text = String.join(" ", texts.get(i));
                String changed = changed(texts.get(i), 16, random);
                Optional<Match> match = index.nearest(SketchIndex.sketch(changed));
                if (counted(text, changed) >= 0.8) {
                    alike++;
                    int position = i;
                    found += match.filter(one -> one.position() == position && one.tag() == 10L * position)
                                    .isPresent()
                            ? 1
                            : 0;
                }
                assertThat(index.nearest(SketchIndex.sketch(String.join(" ", words(random, 60))))
                                .filter(one -> one.similarity() >= 0.5))
                        .isEmpty();
            }
        }
        assertThat(alike).isGreaterThan(500);
        assertThat((double) found / alike).isGreaterThan(0.99);
    }

    @Test
    void ofSeveralThatAreEquallyAlikeTheFirstIsFound() {
        try (var index = new SketchIndex(() -> folder)) {
            for (String text : List.of("How deep is the sea?", "What is salt?", "what is salt", "What is SALT?!")) {
                index.add(SketchIndex.sketch(text), 0);
            }

            assertThat(index.nearest(SketchIndex.sketch("What is salt"))).hasValueSatisfying(match -> {
                assertThat(match.position()).isEqualTo(1);
                assertThat(match.similarity()).isEqualTo(1);
            });
        }
    }

    @Test
    void whatOutgrowsTheHeapIsFoundAsBeforeAndLeavesNoFile() {
        var random = new SplittableRandom(3);
        List<byte[]> sketches = new ArrayList<>();
        try (var index = new SketchIndex(() -> folder)) {
            for (int i = 0; i < 9_000; i++) {
                sketches.add(SketchIndex.sketch(String.join(" ", words(random, 8))));
                index.add(sketches.getLast(), i);
            }
            for (int i = 0; i < sketches.size(); i++) {
                Match match = index.nearest(sketches.get(i)).orElseThrow();
                assertThat(sketches.get(match.position())).isEqualTo(sketches.get(i));
                assertThat(match.tag()).isEqualTo(match.position());
            }
        }
        assertThat(Arrays.asList(folder.toFile().list())).isEmpty();
    }
}
