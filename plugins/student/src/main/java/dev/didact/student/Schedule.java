package dev.didact.student;

/// The learning rate over the steps of a lesson: a linear rise, then half a cosine down.
///
/// @param steps number of steps
/// @param warmUp how many of them the rate rises for
/// @param highest rate at the end of the rise
/// @param last rate at the last step
record Schedule(int steps, int warmUp, double highest, double last) {

    /// The rate of a step, counted from 0.
    double rate(int step) {
        if (step < warmUp) {
            return highest * (step + 1) / warmUp;
        }
        double progress = (step - warmUp) / (double) Math.max(1, steps - 1 - warmUp);
        return last + (highest - last) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * Math.min(1, progress)));
    }
}
