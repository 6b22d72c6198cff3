package dev.didact.student;

import java.util.ArrayList;
import java.util.List;

/// A decoder-only transformer: the forward pass over whole texts and the backward pass that gives the gradient.
///
/// One instance holds the intermediate results of one pass and is used by one thread at a time.
final class Transformer {
    /*
     * Vaswani et al., Attention Is All You Need, 2017, in the form with the norm before each part. A place of a text has
     * no number: instead of one it carries a second embedding, that of the symbol before it, which binds neighbours
     * (a letter and its digit) at any distance from the start, so that what is learned on short texts holds on longer
     * ones.
     *
     *     stream   = symbol[here] + previous[one before]
     *     stream  += join   * attention(mix * norm(stream))          in each layer
     *     stream  += contract * max(0, expand * norm(stream))        in each layer
     *     scores   = head * norm(stream)
     *
     * The loss is the mean, over the columns whose next symbol belongs to an answer, of minus the logarithm of the
     * probability of that symbol. Answer columns come first (see Columns), so the last layer and the head work on a
     * prefix of the columns.
     */

    private final Architecture architecture;
    private final Parameters parameters;
    private final List<Pass> passes = new ArrayList<>();
    private final Lanes lanes;

    private int capacity;
    private float[][] stream = {};
    private float[][] streamGradient = {};
    private float[][] lastUnit = {};
    private float[][] last = {};
    private float[] lastInverse = {};
    private float[][] scores = {};
    private float[][] narrow = {};
    private float[][] wide = {};
    private float[][] byColumn = {};
    private float[] scratch = {};

    Transformer(Parameters parameters) {
        this.parameters = parameters;
        this.architecture = parameters.architecture;
        this.lanes = new Lanes(architecture);
        for (int i = 0; i < architecture.layers(); i++) {
            passes.add(new Pass(architecture));
        }
    }

    /// Computes the loss of some texts and adds its gradient.
    ///
    /// @param columns the texts
    /// @param share what a column's loss weighs: one over the number of answer columns of the whole batch
    /// @param gradient gets `share` times the gradient of the sum of the losses added
    /// @return the sum of the losses of the answer columns, in natural units
    double learn(Columns columns, float share, Parameters gradient) {
        forward(columns);
        double loss = lossAndSlopes(columns, share);
        backward(columns, gradient);
        return loss;
    }

    /// The scores of the next symbol, `symbols` rows, valid in the answer columns until the next pass.
    float[][] forward(Columns columns) {
        reserve(columns.count);
        embed(columns);
        for (int i = 0; i < passes.size(); i++) {
            boolean lastLayer = i == passes.size() - 1;
            passes.get(i).forward(parameters.layers.get(i), columns, lastLayer);
        }
        int answers = columns.answers;
        Norm.forward(stream, parameters.lastGain[0], lastInverse, lastUnit, last, answers);
        Kernel.clear(scores, architecture.symbols(), answers);
        Kernel.multiplyTransposed(scores, parameters.head, last, architecture.symbols(), architecture.width(), answers);
        return scores;
    }

    private void embed(Columns columns) {
        for (int j = 0; j < columns.count; j++) {
            float[] here = parameters.symbol[columns.symbol[j]];
            float[] before = parameters.previous[columns.previous[j]];
            for (int k = 0; k < here.length; k++) {
                stream[k][j] = here[k] + before[k];
            }
        }
    }

    private double lossAndSlopes(Columns columns, float share) {
        int answers = columns.answers;
        Kernel.softmax(scores, architecture.symbols(), scratch, answers);
        double loss = 0;
        for (int j = 0; j < answers; j++) {
            float[] row = scores[columns.target[j]];
            loss -= StrictMath.log(row[j]);
            row[j] -= 1f;
        }
        for (float[] row : scores) {
            Kernel.scale(row, share, answers);
        }
        return loss;
    }

    private void backward(Columns columns, Parameters gradient) {
        int width = architecture.width();
        int answers = columns.answers;
        Kernel.transpose(byColumn, scores, architecture.symbols(), answers);
        Kernel.multiply(gradient.head, last, byColumn, width, answers, architecture.symbols());
        Kernel.clear(narrow, width, answers);
        Kernel.multiply(narrow, parameters.head, scores, width, architecture.symbols(), answers);
        Kernel.clear(streamGradient, width, columns.count);
        Norm.backward(
                narrow,
                parameters.lastGain[0],
                lastInverse,
                lastUnit,
                streamGradient,
                gradient.lastGain[0],
                scratch,
                answers);
        for (int i = passes.size() - 1; i >= 0; i--) {
            passes.get(i).backward(parameters.layers.get(i), gradient.layers.get(i), columns, i == passes.size() - 1);
        }
        for (int j = 0; j < columns.count; j++) {
            float[] here = gradient.symbol[columns.symbol[j]];
            float[] before = gradient.previous[columns.previous[j]];
            for (int k = 0; k < width; k++) {
                float slope = streamGradient[k][j];
                here[k] += slope;
                before[k] += slope;
            }
        }
    }

    private void reserve(int columns) {
        if (columns <= capacity) {
            return;
        }
        capacity = columns + columns / 4;
        int width = architecture.width();
        int widest = Math.max(Math.max(architecture.hidden(), 3 * width), architecture.symbols());
        stream = new float[width][capacity];
        streamGradient = new float[width][capacity];
        lastUnit = new float[width][capacity];
        last = new float[width][capacity];
        lastInverse = new float[capacity];
        scores = new float[architecture.symbols()][capacity];
        narrow = new float[width][capacity];
        wide = new float[widest][capacity];
        byColumn = new float[capacity][widest];
        scratch = new float[capacity];
        for (Pass pass : passes) {
            pass.reserve(capacity);
        }
    }

    /// The intermediate results of one layer.
    private final class Pass {
        private final int width;
        private final int hidden;
        private final Lanes.Steps steps;
        private float[][] attentionUnit = {};
        private float[][] attentionInput = {};
        private float[] attentionInverse = {};
        private float[][] mixed = {};
        private float[][] attended = {};
        private float[][] hiddenUnit = {};
        private float[][] hiddenInput = {};
        private float[] hiddenInverse = {};
        private float[][] rectified = {};

        Pass(Architecture architecture) {
            this.width = architecture.width();
            this.hidden = architecture.hidden();
            this.steps = new Lanes.Steps();
        }

        void reserve(int columns) {
            attentionUnit = new float[width][columns];
            attentionInput = new float[width][columns];
            attentionInverse = new float[columns];
            mixed = new float[3 * width][columns];
            attended = new float[width][columns];
            hiddenUnit = new float[width][columns];
            hiddenInput = new float[width][columns];
            hiddenInverse = new float[columns];
            rectified = new float[hidden][columns];
        }

        void forward(Parameters.Layer layer, Columns columns, boolean answersOnly) {
            int all = columns.count;
            Norm.forward(stream, layer.attentionGain()[0], attentionInverse, attentionUnit, attentionInput, all);
            Kernel.clear(mixed, 3 * width, all);
            Kernel.multiplyTransposed(mixed, layer.mix(), attentionInput, 3 * width, width, all);
            lanes.attend(steps, columns, mixed, attended, answersOnly);

            int used = answersOnly ? columns.answers : all;
            Kernel.multiplyTransposed(stream, layer.join(), attended, width, width, used);
            Norm.forward(stream, layer.hiddenGain()[0], hiddenInverse, hiddenUnit, hiddenInput, used);
            Kernel.clear(rectified, hidden, used);
            Kernel.multiplyTransposed(rectified, layer.expand(), hiddenInput, hidden, width, used);
            for (float[] row : rectified) {
                Kernel.rectify(row, used);
            }
            Kernel.multiply(stream, layer.contract(), rectified, width, hidden, used);
        }

        void backward(Parameters.Layer layer, Parameters.Layer gradient, Columns columns, boolean answersOnly) {
            int used = answersOnly ? columns.answers : columns.count;
            Kernel.transpose(byColumn, rectified, hidden, used);
            Kernel.multiply(gradient.contract(), streamGradient, byColumn, width, used, hidden);
            Kernel.clear(wide, hidden, used);
            Kernel.multiplyTransposed(wide, layer.contract(), streamGradient, hidden, width, used);
            for (int i = 0; i < hidden; i++) {
                Kernel.rectifySlope(wide[i], rectified[i], used);
            }
            Kernel.transpose(byColumn, wide, hidden, used);
            Kernel.multiply(gradient.expand(), hiddenInput, byColumn, width, used, hidden);
            Kernel.clear(narrow, width, used);
            Kernel.multiply(narrow, layer.expand(), wide, width, hidden, used);
            Norm.backward(
                    narrow,
                    layer.hiddenGain()[0],
                    hiddenInverse,
                    hiddenUnit,
                    streamGradient,
                    gradient.hiddenGain()[0],
                    scratch,
                    used);

            Kernel.transpose(byColumn, streamGradient, width, used);
            Kernel.multiply(gradient.join(), attended, byColumn, width, used, width);
            Kernel.clear(narrow, width, used);
            Kernel.multiply(narrow, layer.join(), streamGradient, width, width, used);
            int all = columns.count;
            lanes.reverse(steps, columns, narrow, wide, answersOnly);
            Kernel.transpose(byColumn, wide, 3 * width, all);
            Kernel.multiply(gradient.mix(), attentionInput, byColumn, width, all, 3 * width);
            Kernel.clear(narrow, width, all);
            Kernel.multiply(narrow, layer.mix(), wide, width, 3 * width, all);
            Norm.backward(
                    narrow,
                    layer.attentionGain()[0],
                    attentionInverse,
                    attentionUnit,
                    streamGradient,
                    gradient.attentionGain()[0],
                    scratch,
                    all);
        }
    }
}
