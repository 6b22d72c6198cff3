package dev.didact.student;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Writes answers, many at once, symbol by symbol; keys and values of earlier steps are kept.
///
/// Each text occupies one column and has a random stream of its own. A column is computed without regard to the others
/// (see [Kernel]), so an answer depends on its own call alone, whatever else is in the batch and in which order.
/// An instance only reads the parameters and may be used by many threads.
final class Sampler {

    /// What to write.
    ///
    /// @param prompt at least one symbol
    /// @param temperature 0 writes the likeliest symbol each time
    /// @param longest most symbols to write
    /// @param randomSeed fixes what is drawn
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Call(byte[] prompt, double temperature, int longest, long randomSeed) {}

    /// What was written.
    ///
    /// @param ended whether the student ended its answer, or ran into the longest length
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(byte[] symbols, boolean ended) {}

    private static final int MOST_COLUMNS = 128;

    private final Architecture architecture;
    private final Parameters parameters;

    Sampler(Parameters parameters) {
        this.parameters = parameters;
        this.architecture = parameters.architecture;
    }

    /// Answers all calls, in their order.
    List<Answer> answer(List<Call> calls) {
        List<Column> sorted = new ArrayList<>();
        for (Call call : calls) {
            sorted.add(new Column(call));
        }
        List<Column> inOrder = List.copyOf(sorted);
        sorted.sort(Comparator.comparingInt(column -> column.call.prompt().length));
        for (int i = 0; i < sorted.size(); i += MOST_COLUMNS) {
            new Group(sorted.subList(i, Math.min(i + MOST_COLUMNS, sorted.size()))).write();
        }
        return inOrder.stream().map(Column::answer).toList();
    }

    /// One text that is being written.
    private static final class Column {
        private final Call call;
        private final SplittableRandom random;
        private final byte[] symbols;
        private int length;
        private boolean ended;

        Column(Call call) {
            if (call.prompt().length == 0) {
                throw new IllegalArgumentException("a prompt must have at least one symbol but has none");
            }
            this.call = call;
            this.random = new SplittableRandom(call.randomSeed());
            this.symbols = new byte[call.prompt().length + call.longest()];
            this.length = call.prompt().length;
            System.arraycopy(call.prompt(), 0, symbols, 0, length);
        }

        boolean finished() {
            return ended || length == symbols.length;
        }

        /// The symbol at a place; a finished text goes on as edges that nobody reads.
        int symbol(int step) {
            return step < 0 || step >= symbols.length ? Symbols.EDGE : symbols[step];
        }

        float sharpness() {
            return call.temperature() <= 0 ? 1f : (float) (1 / call.temperature());
        }

        /// Writes the symbol after `step` unless the prompt has one there.
        void write(int step, float[][] probabilities, int column) {
            if (step + 1 < length || finished()) {
                return;
            }
            int symbol = call.temperature() <= 0 ? likeliest(probabilities, column) : draw(probabilities, column);
            if (symbol == Symbols.EDGE) {
                ended = true;
            } else {
                symbols[length++] = (byte) symbol;
            }
        }

        private int draw(float[][] probabilities, int column) {
            double rest = random.nextDouble();
            for (int symbol = 0; symbol < probabilities.length; symbol++) {
                rest -= probabilities[symbol][column];
                if (rest < 0) {
                    return symbol;
                }
            }
            return likeliest(probabilities, column);
        }

        private int likeliest(float[][] probabilities, int column) {
            int best = 0;
            for (int symbol = 1; symbol < probabilities.length; symbol++) {
                if (probabilities[symbol][column] > probabilities[best][column]) {
                    best = symbol;
                }
            }
            return best;
        }

        Answer answer() {
            int start = call.prompt().length;
            byte[] written = new byte[length - start];
            System.arraycopy(symbols, start, written, 0, written.length);
            return new Answer(written, ended);
        }
    }

    /// Columns that advance together.
    private final class Group {
        private final int width = architecture.width();
        private final int heads = architecture.heads();
        private final int headWidth = architecture.headWidth();
        private final List<Column> columns;
        private final float[][] stream;
        private final float[][] unit;
        private final float[][] input;
        private final float[][] mixed;
        private final float[][] query;
        private final float[][] out;
        private final float[][] hidden;
        private final float[][] scores;
        private final float[] inverse;
        private final float[] scratch;
        /// By layer, step, feature, head and column.
        private final List<List<float[][]>> keys = new ArrayList<>();

        private final List<List<float[][]>> values = new ArrayList<>();
        private final List<float[]> weights = new ArrayList<>();

        Group(List<Column> columns) {
            this.columns = new ArrayList<>(columns);
            int count = columns.size();
            stream = new float[width][count];
            unit = new float[width][count];
            input = new float[width][count];
            mixed = new float[3 * width][count];
            query = new float[headWidth][heads * count];
            out = new float[headWidth][heads * count];
            hidden = new float[architecture.hidden()][count];
            scores = new float[architecture.symbols()][count];
            inverse = new float[count];
            scratch = new float[heads * count];
            for (int i = 0; i < architecture.layers(); i++) {
                keys.add(new ArrayList<>());
                values.add(new ArrayList<>());
            }
        }

        void write() {
            int shortest =
                    columns.stream().mapToInt(column -> column.length).min().orElse(0);
            columns.removeIf(Column::finished);
            for (int step = 0; !columns.isEmpty(); step++) {
                advance(step, step + 1 >= shortest);
                for (int j = 0; j < columns.size(); j++) {
                    columns.get(j).write(step, scores, j);
                }
                dropFinished();
            }
        }

        /// Computes one step of all columns.
        ///
        /// @param scored whether any column needs the scores of its next symbol
        private void advance(int step, boolean scored) {
            int count = columns.size();
            for (int j = 0; j < count; j++) {
                float[] here = parameters.symbol[columns.get(j).symbol(step)];
                float[] before = parameters.previous[columns.get(j).symbol(step - 1)];
                for (int k = 0; k < width; k++) {
                    stream[k][j] = here[k] + before[k];
                }
            }
            weights.add(new float[heads * count]);
            for (int i = 0; i < architecture.layers(); i++) {
                attend(parameters.layers.get(i), keys.get(i), values.get(i));
                if (!scored && i == architecture.layers() - 1) {
                    return;
                }
                think(parameters.layers.get(i));
            }
            Norm.forward(stream, parameters.lastGain[0], inverse, unit, input, count);
            Kernel.clear(scores, architecture.symbols(), count);
            Kernel.multiplyTransposed(scores, parameters.head, input, architecture.symbols(), width, count);
            for (int j = 0; j < count; j++) {
                scratch[j] = columns.get(j).sharpness();
            }
            for (float[] row : scores) {
                Kernel.scale(row, scratch, count);
            }
            Kernel.softmax(scores, architecture.symbols(), scratch, count);
        }

        private void attend(Parameters.Layer layer, List<float[][]> layerKeys, List<float[][]> layerValues) {
            int count = columns.size();
            Norm.forward(stream, layer.attentionGain()[0], inverse, unit, input, count);
            Kernel.clear(mixed, 3 * width, count);
            Kernel.multiplyTransposed(mixed, layer.mix(), input, 3 * width, width, count);
            sideBySide(mixed, 0, query);
            layerKeys.add(sideBySide(mixed, width, new float[headWidth][heads * count]));
            layerValues.add(sideBySide(mixed, 2 * width, new float[headWidth][heads * count]));
            Attention.attend(
                    query,
                    layerKeys.toArray(float[][][]::new),
                    layerValues.toArray(float[][][]::new),
                    layerKeys.size(),
                    weights.toArray(float[][]::new),
                    out,
                    scratch,
                    heads * count);
        }

        private void think(Parameters.Layer layer) {
            int count = columns.size();
            for (int h = 0; h < heads; h++) {
                for (int d = 0; d < headWidth; d++) {
                    System.arraycopy(out[d], h * count, input[h * headWidth + d], 0, count);
                }
            }
            Kernel.multiplyTransposed(stream, layer.join(), input, width, width, count);
            Norm.forward(stream, layer.hiddenGain()[0], inverse, unit, input, count);
            Kernel.clear(hidden, architecture.hidden(), count);
            Kernel.multiplyTransposed(hidden, layer.expand(), input, architecture.hidden(), width, count);
            for (float[] row : hidden) {
                Kernel.rectify(row, count);
            }
            Kernel.multiply(stream, layer.contract(), hidden, width, architecture.hidden(), count);
        }

        private float[][] sideBySide(float[][] rows, int first, float[][] to) {
            int count = columns.size();
            for (int h = 0; h < heads; h++) {
                for (int d = 0; d < headWidth; d++) {
                    System.arraycopy(rows[first + h * headWidth + d], 0, to[d], h * count, count);
                }
            }
            return to;
        }

        /// Takes finished columns out once they are a quarter of all, so that moving the others pays.
        private void dropFinished() {
            int count = columns.size();
            int[] kept = new int[count];
            int left = 0;
            for (int j = 0; j < count; j++) {
                if (!columns.get(j).finished()) {
                    kept[left++] = j;
                }
            }
            if (left > 0 && (count - left) * 4 < count) {
                return;
            }
            columns.removeIf(Column::finished);
            for (int i = 0; i < keys.size(); i++) {
                keepColumns(keys.get(i), kept, left, count);
                keepColumns(values.get(i), kept, left, count);
            }
        }

        private void keepColumns(List<float[][]> steps, int[] kept, int left, int count) {
            for (float[][] step : steps) {
                for (float[] row : step) {
                    for (int h = 0; h < heads; h++) {
                        for (int j = 0; j < left; j++) {
                            row[h * left + j] = row[h * count + kept[j]];
                        }
                    }
                }
            }
        }
    }
}
