package dev.didact.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.command.RunProgress;
import dev.didact.shell.output.DisplayWidth;
import dev.didact.shell.output.Style;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressRowsTest {
    private static final Style ASCII = new Style(false, true);

    private static RunProgress.Round round(int number, double score) {
        return new RunProgress.Round(
                number, 900, 292, 471, 0, 0, Optional.of(new RunProgress.Score(score, score - 0.05, score + 0.05)));
    }

    @Test
    void oneRunHasBarCurveAndLastRound() {
        RunProgress run = new RunProgress("run 3  first-run", "round 2", 6, 12, List.of(round(0, 0.14), round(1, 0.9)));
        assertThat(ProgressRows.of(List.of(run), 100, ASCII))
                .containsExactly(
                        " run 3  first-run   round 2   [############............] 6/12",
                        " held-out  .#  0.90 [0.85 0.95]",
                        " round 1  generated 900  accepted 292  rejected 471  quarantined 0  ungraded 0");
    }

    @Test
    void theNumberOfRowsStaysWhileRunsGoOn() {
        RunProgress run = new RunProgress("run 3\u001b[2J", "base", 0, 0, List.of());
        for (int runs = 1; runs < 6; runs++) {
            List<String> rows = ProgressRows.of(Collections.nCopies(runs, run), 20, ASCII);
            assertThat(rows).hasSize(ProgressRows.COUNT).allMatch(row -> DisplayWidth.of(row) < 20);
            assertThat(rows.getFirst()).doesNotContain("\u001b");
        }
        assertThat(ProgressRows.of(List.of(), 20, ASCII)).isEmpty();
    }

    @Test
    void aCurveShowsItsNewestValues() {
        assertThat(Sparkline.of(List.of(0.0, 0.5, 1.0, 2.0, -1.0), 4, false)).isEqualTo("▅██▁");
    }
}
