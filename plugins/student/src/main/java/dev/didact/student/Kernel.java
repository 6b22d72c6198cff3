package dev.didact.student;

import java.util.Arrays;

/// Matrix products and the exponential over rows of floats: the arithmetic that the whole student consists of.
final class Kernel {
    /*
     * A matrix is an array of rows; the columns of an activation are the tokens of a batch (or the texts that are being
     * written), so a row holds one feature of all of them. Every loop runs over the columns with the same index j, from
     * 0, in all of its arrays. That is what C2 turns into vector instructions without any flag: with an offset into one
     * array it would have to prove that the arrays do not overlap, and gives up.
     *
     * A product is built of 4 x 4 blocks: four rows of the result gather four rows of the input with sixteen
     * coefficients held in registers, sixteen fused multiply-adds for eight loads and four stores. Larger blocks exceed
     * C2's limit for unrolling and stay scalar.
     *
     * Bits: Math.fma and Math.sqrt are exactly rounded, so they do not depend on whether the interpreter, C1 or C2 runs
     * them; Math.exp, log and cos are not exact and are not used. An element of a result is summed in the order of the
     * depth, whatever the blocking, and never meets another column: a column's value does not depend on its neighbours.
     */

    private static final float LOWEST_EXPONENT = -24f;

    private Kernel() {}

    /// Adds `coefficients * input` to `out`: `out[i][j] += sum over d of coefficients[i][d] * input[d][j]`.
    ///
    /// @param out `rows` rows, a multiple of 4
    /// @param coefficients `rows` x `depth`
    /// @param input `depth` rows
    /// @param columns how many columns to compute
    static void multiply(float[][] out, float[][] coefficients, float[][] input, int rows, int depth, int columns) {
        int whole = depth & ~3;
        for (int i = 0; i < rows; i += 4) {
            float[] a = coefficients[i];
            float[] b = coefficients[i + 1];
            float[] c = coefficients[i + 2];
            float[] e = coefficients[i + 3];
            for (int d = 0; d < whole; d += 4) {
                add4x4(
                        out[i],
                        out[i + 1],
                        out[i + 2],
                        out[i + 3],
                        input[d],
                        input[d + 1],
                        input[d + 2],
                        input[d + 3],
                        a[d],
                        a[d + 1],
                        a[d + 2],
                        a[d + 3],
                        b[d],
                        b[d + 1],
                        b[d + 2],
                        b[d + 3],
                        c[d],
                        c[d + 1],
                        c[d + 2],
                        c[d + 3],
                        e[d],
                        e[d + 1],
                        e[d + 2],
                        e[d + 3],
                        columns);
            }
            for (int d = whole; d < depth; d++) {
                add4x1(out[i], out[i + 1], out[i + 2], out[i + 3], input[d], a[d], b[d], c[d], e[d], columns);
            }
        }
    }

    /// Adds `transpose(coefficients) * input` to `out`: `out[i][j] += sum over d of coefficients[d][i] * input[d][j]`.
    ///
    /// @param out `rows` rows, a multiple of 4
    /// @param coefficients `depth` x `rows`
    /// @param input `depth` rows, a multiple of 4
    /// @param columns how many columns to compute
    static void multiplyTransposed(
            float[][] out, float[][] coefficients, float[][] input, int rows, int depth, int columns) {
        for (int i = 0; i < rows; i += 4) {
            for (int d = 0; d < depth; d += 4) {
                float[] a = coefficients[d];
                float[] b = coefficients[d + 1];
                float[] c = coefficients[d + 2];
                float[] e = coefficients[d + 3];
                add4x4(
                        out[i],
                        out[i + 1],
                        out[i + 2],
                        out[i + 3],
                        input[d],
                        input[d + 1],
                        input[d + 2],
                        input[d + 3],
                        a[i],
                        b[i],
                        c[i],
                        e[i],
                        a[i + 1],
                        b[i + 1],
                        c[i + 1],
                        e[i + 1],
                        a[i + 2],
                        b[i + 2],
                        c[i + 2],
                        e[i + 2],
                        a[i + 3],
                        b[i + 3],
                        c[i + 3],
                        e[i + 3],
                        columns);
            }
        }
    }

    private static void add4x4(
            float[] out0,
            float[] out1,
            float[] out2,
            float[] out3,
            float[] in0,
            float[] in1,
            float[] in2,
            float[] in3,
            float c00,
            float c01,
            float c02,
            float c03,
            float c10,
            float c11,
            float c12,
            float c13,
            float c20,
            float c21,
            float c22,
            float c23,
            float c30,
            float c31,
            float c32,
            float c33,
            int columns) {
        for (int j = 0; j < columns; j++) {
            float x0 = in0[j];
            float x1 = in1[j];
            float x2 = in2[j];
            float x3 = in3[j];
            out0[j] = Math.fma(c03, x3, Math.fma(c02, x2, Math.fma(c01, x1, Math.fma(c00, x0, out0[j]))));
            out1[j] = Math.fma(c13, x3, Math.fma(c12, x2, Math.fma(c11, x1, Math.fma(c10, x0, out1[j]))));
            out2[j] = Math.fma(c23, x3, Math.fma(c22, x2, Math.fma(c21, x1, Math.fma(c20, x0, out2[j]))));
            out3[j] = Math.fma(c33, x3, Math.fma(c32, x2, Math.fma(c31, x1, Math.fma(c30, x0, out3[j]))));
        }
    }

    private static void add4x1(
            float[] out0,
            float[] out1,
            float[] out2,
            float[] out3,
            float[] in,
            float c0,
            float c1,
            float c2,
            float c3,
            int columns) {
        for (int j = 0; j < columns; j++) {
            float x = in[j];
            out0[j] = Math.fma(c0, x, out0[j]);
            out1[j] = Math.fma(c1, x, out1[j]);
            out2[j] = Math.fma(c2, x, out2[j]);
            out3[j] = Math.fma(c3, x, out3[j]);
        }
    }

    /// Adds, column by column, the products of four rows of `a` with four rows of `b`, from row `first`, to `out`.
    static void addProducts(float[] out, float[][] a, float[][] b, int first, int columns) {
        addProducts4(
                out,
                a[first],
                a[first + 1],
                a[first + 2],
                a[first + 3],
                b[first],
                b[first + 1],
                b[first + 2],
                b[first + 3],
                columns);
    }

    private static void addProducts4(
            float[] out,
            float[] a0,
            float[] a1,
            float[] a2,
            float[] a3,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] = Math.fma(
                    a3[j], b3[j], Math.fma(a2[j], b2[j], Math.fma(a1[j], b1[j], Math.fma(a0[j], b0[j], out[j]))));
        }
    }

    /// Adds four rows of `input`, from row `first`, each times `factor` column by column, to the same rows of `out`.
    static void addScaled(float[][] out, float[] factor, float[][] input, int first, int columns) {
        addScaled4(
                out[first],
                out[first + 1],
                out[first + 2],
                out[first + 3],
                factor,
                input[first],
                input[first + 1],
                input[first + 2],
                input[first + 3],
                columns);
    }

    private static void addScaled4(
            float[] out0,
            float[] out1,
            float[] out2,
            float[] out3,
            float[] factor,
            float[] in0,
            float[] in1,
            float[] in2,
            float[] in3,
            int columns) {
        for (int j = 0; j < columns; j++) {
            float f = factor[j];
            out0[j] = Math.fma(f, in0[j], out0[j]);
            out1[j] = Math.fma(f, in1[j], out1[j]);
            out2[j] = Math.fma(f, in2[j], out2[j]);
            out3[j] = Math.fma(f, in3[j], out3[j]);
        }
    }

    /// Replaces each column of the first `rows` rows by its softmax: exponentials that sum to 1.
    ///
    /// @param scratch a row that is overwritten
    static void softmax(float[][] values, int rows, float[] scratch, int columns) {
        System.arraycopy(values[0], 0, scratch, 0, columns);
        for (int i = 1; i < rows; i++) {
            raise(scratch, values[i], columns);
        }
        for (int i = 0; i < rows; i++) {
            exponential(values[i], scratch, columns);
        }
        Arrays.fill(scratch, 0, columns, 0f);
        for (int i = 0; i < rows; i++) {
            add(scratch, values[i], columns);
        }
        for (int j = 0; j < columns; j++) {
            scratch[j] = 1f / scratch[j];
        }
        for (int i = 0; i < rows; i++) {
            scale(values[i], scratch, columns);
        }
    }

    private static void raise(float[] highest, float[] values, int columns) {
        for (int j = 0; j < columns; j++) {
            highest[j] = Math.max(highest[j], values[j]);
        }
    }

    /// Replaces `x` by `exp(x - highest)`, where no `x` is above `highest`; differences below -24 count as -24.
    ///
    /// It is the 32nd power, by five squarings, of the Taylor polynomial of degree 8 of `exp(x / 32)`: relative error
    /// below 1e-5, no branch, no table, no conversion to an integer, and so the same bits everywhere.
    private static void exponential(float[] x, float[] highest, int columns) {
        for (int j = 0; j < columns; j++) {
            float y = Math.max(x[j] - highest[j], LOWEST_EXPONENT) * (1f / 32);
            float e = Math.fma(y, 1f / 40320, 1f / 5040);
            e = Math.fma(y, e, 1f / 720);
            e = Math.fma(y, e, 1f / 120);
            e = Math.fma(y, e, 1f / 24);
            e = Math.fma(y, e, 1f / 6);
            e = Math.fma(y, e, 0.5f);
            e = Math.fma(y, e, 1f);
            e = Math.fma(y, e, 1f);
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            x[j] = e;
        }
    }

    /// Adds `input` to `out`.
    static void add(float[] out, float[] input, int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] += input[j];
        }
    }

    /// Multiplies `out` by `factor`, column by column.
    static void scale(float[] out, float[] factor, int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] *= factor[j];
        }
    }

    /// Multiplies `out` by `factor`.
    static void scale(float[] out, float factor, int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] *= factor;
        }
    }

    /// Adds the product of `a` and `b`, column by column, to `out`.
    static void addProduct(float[] out, float[] a, float[] b, int columns) {
        for (int j = 0; j < columns; j++) {
            out[j] = Math.fma(a[j], b[j], out[j]);
        }
    }

    /// Turns the gradient of a softmax's results into that of what it was made from, times `scale`.
    ///
    /// @param mean for each column the average of `slopes` over all rows, weighted by the results
    static void softmaxSlope(float[] slopes, float[] results, float[] mean, float scale, int columns) {
        for (int j = 0; j < columns; j++) {
            slopes[j] = results[j] * (slopes[j] - mean[j]) * scale;
        }
    }

    /// Sets negative numbers to zero.
    static void rectify(float[] values, int columns) {
        for (int j = 0; j < columns; j++) {
            values[j] = Math.max(values[j], 0f);
        }
    }

    /// Keeps a gradient where the rectified values are positive and makes it zero elsewhere.
    static void rectifySlope(float[] slopes, float[] rectified, int columns) {
        for (int j = 0; j < columns; j++) {
            slopes[j] *= Math.signum(rectified[j]);
        }
    }

    /// Copies the first `rows` rows and `columns` columns of `input` to `out`, rows becoming columns.
    static void transpose(float[][] out, float[][] input, int rows, int columns) {
        for (int i = 0; i < rows; i += 4) {
            float[] a = input[i];
            float[] b = input[i + 1];
            float[] c = input[i + 2];
            float[] d = input[i + 3];
            for (int j = 0; j < columns; j++) {
                float[] row = out[j];
                row[i] = a[j];
                row[i + 1] = b[j];
                row[i + 2] = c[j];
                row[i + 3] = d[j];
            }
        }
    }

    /// Sets the first `columns` columns of the first `rows` rows to zero.
    static void clear(float[][] rows, int count, int columns) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(rows[i], 0, columns, 0f);
        }
    }
}
