package dev.didact.student;

import java.util.List;

/// The way between columns, in which products are computed, and lanes, in which attention is.
///
/// Lanes are padded to the longest text. Padding is zero and comes after a text's end, where nothing that counts can
/// see it.
final class Lanes {

    /// What the attention of one layer keeps for its backward pass: for each step the rows of all heads and lanes.
    static final class Steps {
        private float[][][] queries = {};
        private float[][][] keys = {};
        private float[][][] values = {};
        private float[][][] weights = {};

        private void reserve(int steps, int columns, int width) {
            int longest = queries.length;
            int widest = longest == 0 ? 0 : queries[0][0].length;
            if (longest >= steps && widest >= columns) {
                return;
            }
            longest = Math.max(longest, steps);
            widest = Math.max(widest, columns);
            queries = new float[longest][width][widest];
            keys = new float[longest][width][widest];
            values = new float[longest][width][widest];
            weights = new float[longest][][];
            for (int t = 0; t < longest; t++) {
                weights[t] = new float[t + 1][widest];
            }
        }
    }

    private final int width;
    private final int heads;
    private final int headWidth;
    private float[][][] queryGradients = {};
    private float[][][] keyGradients = {};
    private float[][][] valueGradients = {};
    private float[][] slopes = {};
    private float[][] out = {};
    private float[] scratch = {};

    Lanes(Architecture architecture) {
        this.width = architecture.width();
        this.heads = architecture.heads();
        this.headWidth = architecture.headWidth();
    }

    /// Attention of all texts.
    ///
    /// @param mixed queries, keys and values, `3 width` rows of columns
    /// @param attended gets the results, `width` rows of columns
    /// @param answersOnly whether only the answer columns of `attended` are wanted
    void attend(Steps steps, Columns columns, float[][] mixed, float[][] attended, boolean answersOnly) {
        int lanes = columns.lanes;
        reserve(columns.steps, heads * lanes);
        steps.reserve(columns.steps, heads * lanes, headWidth);
        Columns.Run[] runs = columns.runs.toArray(Columns.Run[]::new);
        clear(steps.queries, columns);
        clear(steps.keys, columns);
        clear(steps.values, columns);
        for (Columns.Run run : runs) {
            toLanes(run, lanes, mixed, 0, steps.queries[run.step()]);
            toLanes(run, lanes, mixed, width, steps.keys[run.step()]);
            toLanes(run, lanes, mixed, 2 * width, steps.values[run.step()]);
        }
        int next = 0;
        for (int t = 0; t < columns.steps; t++) {
            boolean wanted = !answersOnly || t >= columns.firstAnswerStep;
            if (wanted) {
                Attention.attend(
                        steps.queries[t],
                        steps.keys,
                        steps.values,
                        t + 1,
                        steps.weights[t],
                        out,
                        scratch,
                        heads * lanes);
            }
            for (; next < runs.length && runs[next].step() == t; next++) {
                if (!answersOnly || runs[next].column() < columns.answers) {
                    toColumns(runs[next], lanes, out, attended, 0);
                }
            }
        }
    }

    /// The reverse of [#attend].
    ///
    /// @param attendedGradient gradient of `attended`; with `answersOnly` only its answer columns are read
    /// @param mixedGradient becomes the gradient of `mixed`
    void reverse(
            Steps steps, Columns columns, float[][] attendedGradient, float[][] mixedGradient, boolean answersOnly) {
        int lanes = columns.lanes;
        List<Columns.Run> runs = columns.runs;
        clear(queryGradients, columns);
        clear(keyGradients, columns);
        clear(valueGradients, columns);
        int end = runs.size();
        for (int t = columns.steps - 1; t >= 0; t--) {
            Kernel.clear(out, headWidth, heads * lanes);
            for (; end > 0 && runs.get(end - 1).step() == t; end--) {
                if (!answersOnly || runs.get(end - 1).column() < columns.answers) {
                    toLanes(runs.get(end - 1), lanes, attendedGradient, 0, out);
                }
            }
            if (!answersOnly || t >= columns.firstAnswerStep) {
                Attention.reverse(
                        out,
                        steps.queries[t],
                        steps.keys,
                        steps.values,
                        t + 1,
                        steps.weights[t],
                        queryGradients[t],
                        keyGradients,
                        valueGradients,
                        slopes,
                        scratch,
                        heads * lanes);
            }
        }
        for (Columns.Run run : runs) {
            toColumns(run, lanes, queryGradients[run.step()], mixedGradient, 0);
            toColumns(run, lanes, keyGradients[run.step()], mixedGradient, width);
            toColumns(run, lanes, valueGradients[run.step()], mixedGradient, 2 * width);
        }
    }

    private void toLanes(Columns.Run run, int lanes, float[][] rows, int firstRow, float[][] step) {
        for (int h = 0; h < heads; h++) {
            for (int d = 0; d < headWidth; d++) {
                float[] row = rows[firstRow + h * headWidth + d];
                System.arraycopy(row, run.column(), step[d], h * lanes + run.lane(), run.length());
            }
        }
    }

    private void toColumns(Columns.Run run, int lanes, float[][] step, float[][] rows, int firstRow) {
        for (int h = 0; h < heads; h++) {
            for (int d = 0; d < headWidth; d++) {
                float[] row = rows[firstRow + h * headWidth + d];
                System.arraycopy(step[d], h * lanes + run.lane(), row, run.column(), run.length());
            }
        }
    }

    private void clear(float[][][] steps, Columns columns) {
        for (int t = 0; t < columns.steps; t++) {
            Kernel.clear(steps[t], headWidth, heads * columns.lanes);
        }
    }

    private void reserve(int steps, int columns) {
        if (queryGradients.length >= steps && scratch.length >= columns) {
            return;
        }
        int longest = Math.max(steps, queryGradients.length);
        int widest = Math.max(columns, scratch.length);
        queryGradients = new float[longest][headWidth][widest];
        keyGradients = new float[longest][headWidth][widest];
        valueGradients = new float[longest][headWidth][widest];
        slopes = new float[longest][widest];
        out = new float[headWidth][widest];
        scratch = new float[widest];
    }
}
