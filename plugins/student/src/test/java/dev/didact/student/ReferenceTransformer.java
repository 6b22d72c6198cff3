package dev.didact.student;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The same network as [Transformer], written as its formulas in double precision, place by place, forward only.
final class ReferenceTransformer {

    private final Architecture architecture;
    /// The parameters by name, to be changed at will.
    final Map<String, double[][]> tensors = new HashMap<>();

    ReferenceTransformer(Parameters parameters) {
        architecture = parameters.architecture;
        for (Parameters.Tensor tensor : parameters.tensors()) {
            double[][] rows = new double[tensor.rows().length][tensor.rows()[0].length];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows[i].length; j++) {
                    rows[i][j] = tensor.rows()[i][j];
                }
            }
            tensors.put(tensor.name(), rows);
        }
    }

    /// The sum of the losses of the answers' symbols.
    double loss(List<Text> texts) {
        double loss = 0;
        for (Text text : texts) {
            double[][] scores = scores(text.symbols());
            for (int t = text.prompt() - 1; t < text.symbols().length; t++) {
                int target = t + 1 < text.symbols().length ? text.symbols()[t + 1] : Symbols.EDGE;
                double sum = 0;
                for (double score : scores[t]) {
                    sum += Math.exp(score);
                }
                loss += Math.log(sum) - scores[t][target];
            }
        }
        return loss;
    }

    /// The scores of the next symbol after each place of a text.
    double[][] scores(byte[] symbols) {
        int length = symbols.length;
        double[][] stream = new double[length][architecture.width()];
        for (int t = 0; t < length; t++) {
            int before = t == 0 ? Symbols.EDGE : symbols[t - 1];
            for (int k = 0; k < architecture.width(); k++) {
                stream[t][k] = tensor("symbol")[symbols[t]][k] + tensor("previous")[before][k];
            }
        }
        for (int i = 0; i < architecture.layers(); i++) {
            String name = "layer" + i + ".";
            double[][] mixed = new double[length][];
            for (int t = 0; t < length; t++) {
                mixed[t] = timesRows(norm(stream[t], tensor(name + "attentionGain")[0]), tensor(name + "mix"));
            }
            for (int t = 0; t < length; t++) {
                add(stream[t], timesRows(attend(mixed, t), tensor(name + "join")));
                double[] hidden = timesRows(norm(stream[t], tensor(name + "hiddenGain")[0]), tensor(name + "expand"));
                for (int k = 0; k < hidden.length; k++) {
                    hidden[k] = Math.max(0, hidden[k]);
                }
                double[][] contract = tensor(name + "contract");
                for (int k = 0; k < contract.length; k++) {
                    for (int h = 0; h < hidden.length; h++) {
                        stream[t][k] += contract[k][h] * hidden[h];
                    }
                }
            }
        }
        double[][] scores = new double[length][];
        for (int t = 0; t < length; t++) {
            scores[t] = timesRows(norm(stream[t], tensor("lastGain")[0]), tensor("head"));
        }
        return scores;
    }

    private double[] attend(double[][] mixed, int t) {
        int width = architecture.width();
        int headWidth = architecture.headWidth();
        double[] out = new double[width];
        for (int first = 0; first < width; first += headWidth) {
            double[] weights = new double[t + 1];
            double sum = 0;
            for (int s = 0; s <= t; s++) {
                double score = 0;
                for (int k = first; k < first + headWidth; k++) {
                    score += mixed[t][k] * mixed[s][width + k];
                }
                weights[s] = Math.exp(score / Math.sqrt(headWidth));
                sum += weights[s];
            }
            for (int s = 0; s <= t; s++) {
                for (int k = first; k < first + headWidth; k++) {
                    out[k] += weights[s] / sum * mixed[s][2 * width + k];
                }
            }
        }
        return out;
    }

    private double[][] tensor(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static double[] norm(double[] column, double[] gain) {
        double squares = 0;
        for (double value : column) {
            squares += value * value;
        }
        double inverse = 1 / Math.sqrt(squares / column.length + 1e-5);
        double[] out = new double[column.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = column[k] * inverse * gain[k];
        }
        return out;
    }

    private static double[] timesRows(double[] column, double[][] rows) {
        double[] out = new double[rows[0].length];
        for (int k = 0; k < rows.length; k++) {
            for (int n = 0; n < out.length; n++) {
                out[n] += column[k] * rows[k][n];
            }
        }
        return out;
    }

    private static void add(double[] to, double[] from) {
        for (int k = 0; k < to.length; k++) {
            to[k] += from[k];
        }
    }
}
