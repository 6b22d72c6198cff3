package dev.didact.shell.report;

import dev.didact.engine.RunView;
import java.util.List;

/// The learning curve alone, as a picture for a README or a paper.
public final class LearningCurve {
    private LearningCurve() {}

    /// The held-out score of each run over its rounds with its 95 % interval, as an SVG document that follows the
    /// reader's light or dark setting.
    ///
    /// @param runs the arms, the one that it is about first
    /// @throws IllegalArgumentException if no run measured anything
    public static String svg(List<RunView> runs) {
        Curve curve = Curve.of(Arm.of(runs), Frame.PICTURE)
                .orElseThrow(() -> new IllegalArgumentException("no run has a held-out score to draw"));
        return PageOutput.text(output -> JtepictureGenerated.render(output, PageOutput.PLAIN, curve));
    }
}
