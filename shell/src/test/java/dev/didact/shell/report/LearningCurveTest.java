package dev.didact.shell.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class LearningCurveTest {
    @Test
    void thePictureIsAnSvgDocumentOfItsOwn() throws Exception {
        String svg = LearningCurve.svg(FakeRun.fourArms());
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg)
                .contains("prefers-color-scheme: dark")
                .contains("more-training")
                .doesNotContain("<script");
    }

    @Test
    void namesAreEscapedInThePicture() {
        assertThat(LearningCurve.svg(List.of(FakeRun.arm(1, "<g/>&", 0.1, 0.9))))
                .contains("&lt;g/&gt;&amp;")
                .doesNotContain("<g/>&");
    }

    @Test
    void withoutAScoreThereIsNothingToDraw() {
        assertThatThrownBy(() ->
                        LearningCurve.svg(List.of(FakeRun.arm(1, "pass", 0.1).withRounds(List.of()))))
                .hasMessage("no run has a held-out score to draw");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 10, 37, 400, 4000})
    void theScaleOfRoundsHasRoomForItsMarks(int rounds) {
        double[] scores = new double[rounds + 1];
        List<Curve.Mark> marks = Curve.of(Arm.of(List.of(FakeRun.arm(1, "long", scores))), Frame.NARROW)
                .orElseThrow()
                .rounds();
        assertThat(marks)
                .hasSizeBetween(2, 10)
                .first()
                .extracting(Curve.Mark::text)
                .isEqualTo("base");
    }

    @Test
    void namesOfEqualScoresDoNotLieOnEachOther() {
        List<Double> placed = Curve.spread(List.of(200.0, 200.0, 201.0, 376.0, 376.0), Frame.WIDE);
        assertThat(placed.stream().sorted().toList())
                .satisfies(sorted -> {
                    for (int i = 1; i < sorted.size(); i++) {
                        assertThat(sorted.get(i) - sorted.get(i - 1)).isGreaterThanOrEqualTo(19);
                    }
                })
                .allMatch(y -> y <= Frame.WIDE.plotBottom());
    }

    @Test
    void manyNamesStayInThePicture() {
        assertThat(Curve.spread(Collections.nCopies(40, 376.0), Frame.WIDE))
                .allMatch(y -> y >= Frame.WIDE.top() - 0.001 && y <= Frame.WIDE.plotBottom());
    }

    @Test
    void aLongRunKeepsThePointsThatSaySomething() {
        double[] scores = new double[101];
        List<Curve.Line> lines = Curve.of(
                        Arm.of(List.of(FakeRun.arm(1, "long", scores).rolledBack(40))), Frame.WIDE)
                .orElseThrow()
                .lines();
        assertThat(lines.getFirst().dots())
                .extracting(Curve.Dot::text)
                .satisfiesExactly(
                        base -> assertThat(base).contains("the base"),
                        given -> assertThat(given).contains("round 40").endsWith("rolled back"),
                        last -> assertThat(last).contains("round 100"));
    }
}
