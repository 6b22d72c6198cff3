package dev.didact.student;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The numbers of a student, or one number for each of them: a gradient or a moment of the optimiser.
///
/// Matrices lie with their longer side along the rows, because products run along rows.
final class Parameters {

    /// One named matrix.
    ///
    /// @param decays whether weight decay pulls it towards zero; gains of norms stay where the gradient puts them
    @SuppressWarnings("ArrayRecordComponent") // a view of the numbers, never compared
    record Tensor(String name, float[][] rows, boolean decays) {}

    /// The matrices of one layer.
    ///
    /// @param attentionGain 1 x width
    /// @param mix width x 3 width: queries, keys and values
    /// @param join width x width: from the heads back to the stream
    /// @param hiddenGain 1 x width
    /// @param expand width x hidden
    /// @param contract width x hidden: row i holds what flows from the hidden part to feature i
    @SuppressWarnings("ArrayRecordComponent") // a view of the numbers, never compared
    record Layer(
            float[][] attentionGain,
            float[][] mix,
            float[][] join,
            float[][] hiddenGain,
            float[][] expand,
            float[][] contract) {}

    private static final double SYMBOL_DEVIATION = 1;
    /// Deviation of a matrix relative to one over the root of how many numbers it sums. A larger one makes a student
    /// that remembers what it was shown, a smaller one a student that generalises from it at once and leaves less to
    /// learn from its own samples (core/docs/decisions/0010-embedded-student.md).
    private static final double MATRIX_DEVIATION = 1.1;

    final Architecture architecture;
    /// Symbols x width: what a symbol contributes to its own place.
    final float[][] symbol;
    /// Symbols x width: what a symbol contributes to the place after it.
    final float[][] previous;

    final List<Layer> layers;
    /// 1 x width.
    final float[][] lastGain;
    /// Width x symbols: from the stream to the scores of the next symbol.
    final float[][] head;

    private final List<Tensor> tensors = new ArrayList<>();

    /// Parameters that are all zero.
    Parameters(Architecture architecture) {
        this.architecture = architecture;
        int width = architecture.width();
        symbol = tensor("symbol", architecture.symbols(), width, true);
        previous = tensor("previous", architecture.symbols(), width, true);
        List<Layer> made = new ArrayList<>();
        for (int i = 0; i < architecture.layers(); i++) {
            String name = "layer" + i + ".";
            made.add(new Layer(
                    tensor(name + "attentionGain", 1, width, false),
                    tensor(name + "mix", width, 3 * width, true),
                    tensor(name + "join", width, width, true),
                    tensor(name + "hiddenGain", 1, width, false),
                    tensor(name + "expand", width, architecture.hidden(), true),
                    tensor(name + "contract", width, architecture.hidden(), true)));
        }
        layers = List.copyOf(made);
        lastGain = tensor("lastGain", 1, width, false);
        head = tensor("head", width, architecture.symbols(), true);
    }

    /// Every matrix, in the order in which a checkpoint stores them.
    List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    /// How many numbers there are.
    int count() {
        return tensors.stream()
                .mapToInt(t -> t.rows().length * t.rows()[0].length)
                .sum();
    }

    /// Untrained parameters: gains 1, matrices uniform around 0.
    static Parameters random(Architecture architecture, long randomSeed) {
        Parameters made = new Parameters(architecture);
        SplittableRandom random = new SplittableRandom(randomSeed);
        fill(made.symbol, SYMBOL_DEVIATION, random);
        fill(made.previous, SYMBOL_DEVIATION, random);
        double width = MATRIX_DEVIATION / Math.sqrt(architecture.width());
        double hidden = MATRIX_DEVIATION / Math.sqrt(architecture.hidden());
        for (Layer layer : made.layers) {
            Arrays.fill(layer.attentionGain()[0], 1f);
            fill(layer.mix(), width, random);
            fill(layer.join(), width, random);
            Arrays.fill(layer.hiddenGain()[0], 1f);
            fill(layer.expand(), width, random);
            fill(layer.contract(), hidden, random);
        }
        Arrays.fill(made.lastGain[0], 1f);
        fill(made.head, width, random);
        return made;
    }

    /// An independent copy.
    Parameters copy() {
        Parameters made = new Parameters(architecture);
        for (int i = 0; i < tensors.size(); i++) {
            float[][] from = tensors.get(i).rows();
            float[][] to = made.tensors.get(i).rows();
            for (int r = 0; r < from.length; r++) {
                System.arraycopy(from[r], 0, to[r], 0, from[r].length);
            }
        }
        return made;
    }

    /// Sets every number to zero.
    void clear() {
        for (Tensor tensor : tensors) {
            Kernel.clear(tensor.rows(), tensor.rows().length, tensor.rows()[0].length);
        }
    }

    /// Adds the numbers of `other`, which has the same architecture.
    void add(Parameters other) {
        for (int i = 0; i < tensors.size(); i++) {
            float[][] to = tensors.get(i).rows();
            float[][] from = other.tensors.get(i).rows();
            for (int r = 0; r < to.length; r++) {
                Kernel.add(to[r], from[r], to[r].length);
            }
        }
    }

    private float[][] tensor(String name, int rows, int columns, boolean decays) {
        float[][] made = new float[rows][columns];
        tensors.add(new Tensor(name, made, decays));
        return made;
    }

    private static void fill(float[][] rows, double deviation, SplittableRandom random) {
        double bound = deviation * Math.sqrt(3);
        for (float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
    }
}
