package dev.didact.student;

import java.util.Arrays;

/// Causal attention of texts that lie side by side in lanes.
///
/// The heads of all lanes lie side by side too: a row holds one feature of every head of every lane, so that one loop
/// serves them all. A step sees itself and the steps before it.
final class Attention {

    private Attention() {}

    /// Attends from one step: `out` becomes the average of the values, weighted by the softmax of query times key.
    ///
    /// @param weights one row for each of the `count` steps seen; holds the weights afterwards
    /// @param scratch a row that is overwritten
    /// @param columns heads times lanes
    static void attend(
            float[][] query,
            float[][][] keys,
            float[][][] values,
            int count,
            float[][] weights,
            float[][] out,
            float[] scratch,
            int columns) {
        int width = query.length;
        float scale = (float) (1 / Math.sqrt(width));
        for (int s = 0; s < count; s++) {
            Arrays.fill(weights[s], 0, columns, 0f);
            for (int d = 0; d < width; d += 4) {
                Kernel.addProducts(weights[s], query, keys[s], d, columns);
            }
            Kernel.scale(weights[s], scale, columns);
        }
        Kernel.softmax(weights, count, scratch, columns);
        Kernel.clear(out, width, columns);
        for (int s = 0; s < count; s++) {
            for (int d = 0; d < width; d += 4) {
                Kernel.addScaled(out, weights[s], values[s], d, columns);
            }
        }
    }

    /// The reverse of [#attend]: from the gradient of `out` to those of query, keys and values, to which it adds.
    ///
    /// @param slopes `count` rows that are overwritten
    static void reverse(
            float[][] outGradient,
            float[][] query,
            float[][][] keys,
            float[][][] values,
            int count,
            float[][] weights,
            float[][] queryGradient,
            float[][][] keyGradients,
            float[][][] valueGradients,
            float[][] slopes,
            float[] scratch,
            int columns) {
        int width = query.length;
        float scale = (float) (1 / Math.sqrt(width));
        Arrays.fill(scratch, 0, columns, 0f);
        for (int s = 0; s < count; s++) {
            Arrays.fill(slopes[s], 0, columns, 0f);
            for (int d = 0; d < width; d += 4) {
                Kernel.addProducts(slopes[s], outGradient, values[s], d, columns);
                Kernel.addScaled(valueGradients[s], weights[s], outGradient, d, columns);
            }
            Kernel.addProduct(scratch, weights[s], slopes[s], columns);
        }
        for (int s = 0; s < count; s++) {
            Kernel.softmaxSlope(slopes[s], weights[s], scratch, scale, columns);
            for (int d = 0; d < width; d += 4) {
                Kernel.addScaled(queryGradient, slopes[s], keys[s], d, columns);
                Kernel.addScaled(keyGradients[s], slopes[s], query, d, columns);
            }
        }
    }
}
