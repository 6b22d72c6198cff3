package dev.didact.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformerTest {

    private static final Architecture SMALL = new Architecture(2, 8, 2, 16, Symbols.COUNT);

    @Test
    void theStandardStudentHas107840Parameters() {
        assertThat(new Parameters(Architecture.STANDARD).count()).isEqualTo(107_840);
    }

    @Test
    void scoresAreThoseOfTheFormulas() throws Exception {
        Parameters parameters = Parameters.random(Architecture.STANDARD, 3);
        Text text = Text.of("b3o4u1a7e6", "1u3b4o6e7a");
        double[][] expected = new ReferenceTransformer(parameters).scores(text.symbols());

        float[][] scores = new Transformer(parameters).forward(new Columns(List.of(text)));

        for (int t = text.prompt() - 1; t < text.symbols().length; t++) {
            for (int symbol = 0; symbol < Symbols.COUNT; symbol++) {
                assertThat((double) scores[symbol][t - text.prompt() + 1]).isCloseTo(expected[t][symbol], within(2e-5));
            }
        }
    }

    static Stream<String> tensors() {
        return new Parameters(SMALL).tensors().stream().map(Parameters.Tensor::name);
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void theGradientIsThatOfCentralDifferences(String tensor) throws Exception {
        Parameters parameters = Parameters.random(SMALL, 5);
        perturbGains(parameters);
        List<Text> texts =
                List.of(Text.of("a1b2", "1a2b"), Text.of("c3", "3c"), Text.of("e6k2z9", "2k6e9z"), Text.of("q", "?"));
        Parameters gradient = new Parameters(SMALL);
        double loss = new Transformer(parameters).learn(new Columns(texts), 1f, gradient);
        ReferenceTransformer reference = new ReferenceTransformer(parameters);
        double[][] values = Objects.requireNonNull(reference.tensors.get(tensor));
        float[][] slopes = gradient.tensors().stream()
                .filter(t -> t.name().equals(tensor))
                .findFirst()
                .orElseThrow()
                .rows();

        assertThat(loss).isCloseTo(reference.loss(texts), within(1e-4));
        double step = 1e-5;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                double value = values[i][j];
                values[i][j] = value + step;
                double above = reference.loss(texts);
                values[i][j] = value - step;
                double below = reference.loss(texts);
                values[i][j] = value;
                double slope = (above - below) / (2 * step);
                assertThat((double) slopes[i][j])
                        .as("%s[%d][%d]", tensor, i, j)
                        .isCloseTo(slope, within(2e-5 + 1e-4 * Math.abs(slope)));
            }
        }
    }

    @Test
    void aTextsScoresDoNotDependOnItsNeighbours() throws Exception {
        Parameters parameters = Parameters.random(SMALL, 9);
        Text text = Text.of("b3o4", "3b4o");
        float[][] alone = new Transformer(parameters).forward(new Columns(List.of(text)));

        Columns columns = new Columns(List.of(Text.of("a1b2c3", "1a2b3c"), text, Text.of("x9", "9x")));
        float[][] together = new Transformer(parameters).forward(columns);

        Columns.Run last = columns.runs.stream()
                .filter(run -> run.lane() <= 1 && 1 < run.lane() + run.length() && run.step() == 8)
                .findFirst()
                .orElseThrow();
        for (int symbol = 0; symbol < Symbols.COUNT; symbol++) {
            assertThat(together[symbol][last.column() + 1 - last.lane()]).isEqualTo(alone[symbol][4]);
        }
    }

    private static void perturbGains(Parameters parameters) {
        SplittableRandom random = new SplittableRandom(1);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            if (!tensor.decays()) {
                for (int k = 0; k < tensor.rows()[0].length; k++) {
                    tensor.rows()[0][k] += (float) (random.nextDouble() - 0.5);
                }
            }
        }
    }
}
