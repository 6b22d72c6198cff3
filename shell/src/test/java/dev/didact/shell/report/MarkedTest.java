package dev.didact.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.shell.report.Marked.Part;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkedTest {
    @Test
    void theGraverJudgementOfTheSameWordsIsShown() {
        assertThat(Marked.parts(
                        "abcdef",
                        List.of(
                                claim(0, 4, "abcd", ClaimState.SUPPORTED),
                                claim(2, 6, "cdef", ClaimState.CONTRADICTED))))
                .containsExactly(
                        new Part("ab", "good", "supported"),
                        new Part("cd", "bad", "contradicted"),
                        new Part("ef", "bad", "contradicted"));
    }

    @Test
    void aQuoteThatDoesNotStandThereIsNotMarked() {
        assertThat(Marked.parts(
                        "abc",
                        List.of(
                                claim(0, 2, "xy", ClaimState.SUPPORTED),
                                claim(1, 9, "bc", ClaimState.SUPPORTED),
                                Evidence.quote(new Span("prompt", 0, 1, "a"), "another text"))))
                .containsExactly(new Part("abc", "", ""));
    }

    @Test
    void aLongResponseIsCutAndSaysHowMuchIsMissing() {
        List<Part> parts = Marked.parts("a".repeat(2_000), List.of());
        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().text()).hasSizeLessThan(1_700).endsWith("… (400 more characters)");
    }

    @Test
    void anEmptyResponseHasNoParts() {
        assertThat(Marked.parts("", List.of())).isEmpty();
    }

    private static Evidence claim(int start, int end, String quote, ClaimState state) {
        return Evidence.claim(new Span("response", start, end, quote), Optional.empty(), state, "because");
    }
}
