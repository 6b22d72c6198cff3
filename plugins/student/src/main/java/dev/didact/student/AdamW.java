package dev.didact.student;

import java.util.List;

/// The optimiser AdamW: Adam with decoupled weight decay, after clipping the gradient to a length.
///
/// Loshchilov and Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019.
final class AdamW {

    private static final float EPSILON = 1e-8f;

    private final List<Parameters.Tensor> parameters;
    private final List<Parameters.Tensor> firstMoments;
    private final List<Parameters.Tensor> secondMoments;
    private final float beta1;
    private final float beta2;
    private final float weightDecay;
    private final double clip;
    private double power1 = 1;
    private double power2 = 1;

    /// @param parameters what [#step] changes
    /// @param clip longest gradient; a longer one is shortened to it
    AdamW(Parameters parameters, double beta1, double beta2, double weightDecay, double clip) {
        this.parameters = parameters.tensors();
        this.firstMoments = new Parameters(parameters.architecture).tensors();
        this.secondMoments = new Parameters(parameters.architecture).tensors();
        this.beta1 = (float) beta1;
        this.beta2 = (float) beta2;
        this.weightDecay = (float) weightDecay;
        this.clip = clip;
    }

    /// Moves the parameters one step against `gradient`.
    void step(Parameters gradient, double learningRate) {
        List<Parameters.Tensor> gradients = gradient.tensors();
        double length = Math.sqrt(squares(gradients));
        float shorten = (float) (length > clip ? clip / length : 1);
        power1 *= beta1;
        power2 *= beta2;
        float rate = (float) (learningRate / (1 - power1));
        float spread = (float) (1 / (1 - power2));
        for (int i = 0; i < parameters.size(); i++) {
            Parameters.Tensor tensor = parameters.get(i);
            float keep = tensor.decays() ? (float) (1 - learningRate * weightDecay) : 1f;
            for (int r = 0; r < tensor.rows().length; r++) {
                step(
                        tensor.rows()[r],
                        gradients.get(i).rows()[r],
                        firstMoments.get(i).rows()[r],
                        secondMoments.get(i).rows()[r],
                        shorten,
                        rate,
                        spread,
                        keep);
            }
        }
    }

    private void step(
            float[] values,
            float[] gradient,
            float[] first,
            float[] second,
            float shorten,
            float rate,
            float spread,
            float keep) {
        float b1 = beta1;
        float b2 = beta2;
        int count = values.length;
        for (int j = 0; j < count; j++) {
            float g = gradient[j] * shorten;
            float m = Math.fma(b1, first[j] - g, g);
            float v = Math.fma(b2, second[j] - g * g, g * g);
            first[j] = m;
            second[j] = v;
            values[j] = values[j] * keep - rate * m / ((float) Math.sqrt(v * spread) + EPSILON);
        }
    }

    private static double squares(List<Parameters.Tensor> tensors) {
        double sum = 0;
        for (Parameters.Tensor tensor : tensors) {
            for (float[] row : tensor.rows()) {
                for (float value : row) {
                    sum = Math.fma((double) value, value, sum);
                }
            }
        }
        return sum;
    }
}
