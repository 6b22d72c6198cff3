package dev.didact.student;

import java.util.Arrays;

/// Root-mean-square normalisation of columns: each is divided by its root mean square, then each feature has a gain.
///
/// Zhang and Sennrich, *Root Mean Square Layer Normalization*, NeurIPS 2019.
final class Norm {

    private static final float EPSILON = 1e-5f;

    private Norm() {}

    /// Normalises the columns of `input`.
    ///
    /// @param inverse becomes the reciprocal of each column's root mean square
    /// @param unit becomes the columns before the gain
    /// @param out becomes the columns after the gain
    static void forward(float[][] input, float[] gain, float[] inverse, float[][] unit, float[][] out, int columns) {
        int width = gain.length;
        Arrays.fill(inverse, 0, columns, 0f);
        for (int k = 0; k < width; k += 4) {
            Kernel.addProducts(inverse, input, input, k, columns);
        }
        invert(inverse, 1f / width, columns);
        for (int k = 0; k < width; k++) {
            normalise(input[k], gain[k], inverse, unit[k], out[k], columns);
        }
    }

    /// Adds to `inputGradient` what `outGradient` means for the input, and to `gainGradient` what it means for the
    /// gain.
    ///
    /// @param scratch a row that is overwritten
    static void backward(
            float[][] outGradient,
            float[] gain,
            float[] inverse,
            float[][] unit,
            float[][] inputGradient,
            float[] gainGradient,
            float[] scratch,
            int columns) {
        int width = gain.length;
        Arrays.fill(scratch, 0, columns, 0f);
        for (int k = 0; k < width; k++) {
            gainGradient[k] += dot(outGradient[k], unit[k], columns);
            addScaledProduct(scratch, outGradient[k], unit[k], gain[k], columns);
        }
        for (int k = 0; k < width; k++) {
            spread(inputGradient[k], outGradient[k], unit[k], inverse, scratch, gain[k], 1f / width, columns);
        }
    }

    private static void invert(float[] sums, float share, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = 1f / (float) Math.sqrt(Math.fma(sums[j], share, EPSILON));
        }
    }

    private static void normalise(float[] input, float gain, float[] inverse, float[] unit, float[] out, int columns) {
        for (int j = 0; j < columns; j++) {
            float u = input[j] * inverse[j];
            unit[j] = u;
            out[j] = u * gain;
        }
    }

    private static void addScaledProduct(float[] out, float[] a, float[] b, float factor, int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] = Math.fma(a[j] * factor, b[j], out[j]);
        }
    }

    private static void spread(
            float[] out,
            float[] gradient,
            float[] unit,
            float[] inverse,
            float[] projection,
            float gain,
            float share,
            int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] += inverse[j] * (gradient[j] * gain - unit[j] * (projection[j] * share));
        }
    }

    /// Four sums side by side, because one would wait for each addition.
    private static float dot(float[] a, float[] b, int columns) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int whole = columns & ~3;
        for (int j = 0; j < whole; j += 4) {
            sum0 = Math.fma(a[j], b[j], sum0);
            sum1 = Math.fma(a[j + 1], b[j + 1], sum1);
            sum2 = Math.fma(a[j + 2], b[j + 2], sum2);
            sum3 = Math.fma(a[j + 3], b[j + 3], sum3);
        }
        for (int j = whole; j < columns; j++) {
            sum0 = Math.fma(a[j], b[j], sum0);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
