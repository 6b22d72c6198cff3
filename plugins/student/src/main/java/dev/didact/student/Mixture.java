package dev.didact.student;

import dev.didact.api.DidactException;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What a lesson's batches are drawn from: accepted samples, of which younger ones come more often, and anchors.
///
/// A prompt with its response counts once, in the youngest round that made it. Rejected and quarantined samples teach
/// this student nothing: it learns to write what was accepted, and has no use for what was not.
final class Mixture {

    private final List<Text> samples;
    /// Sum of the weights of the samples up to and with each.
    private final double[] weights;

    private final List<Text> anchors;
    private final double share;

    private Mixture(List<Text> samples, double[] weights, List<Text> anchors, double share) {
        this.samples = samples;
        this.weights = weights;
        this.anchors = anchors;
        this.share = share;
    }

    /// The mixture of a lesson.
    ///
    /// @param fade weight of a sample, relative to one that is a round younger
    /// @throws DidactException.Permanent if an accepted sample or an anchor is not in the student's alphabet or too
    ///     long; the message names it
    static Mixture of(Lesson lesson, double fade) throws DidactException {
        record Pair(String prompt, String response) {}
        record Made(int round, String ref) {}
        Map<Pair, Made> accepted = new LinkedHashMap<>();
        int youngest = 0;
        for (Lesson.Part part : lesson.parts()) {
            youngest = Math.max(youngest, part.round());
            for (DecidedSample decided : part.samples()) {
                if (decided.verdict() instanceof Verdict.Accepted) {
                    Pair pair =
                            new Pair(decided.sample().prompt(), decided.sample().response());
                    accepted.merge(
                            pair,
                            new Made(part.round(), decided.ref()),
                            (one, other) -> one.round() < other.round() ? other : one);
                }
            }
        }
        List<Text> samples = new ArrayList<>();
        double[] weights = new double[accepted.size()];
        double sum = 0;
        for (Map.Entry<Pair, Made> entry : accepted.entrySet()) {
            Made made = entry.getValue();
            double weight = 1;
            for (int round = made.round(); round < youngest; round++) {
                weight *= fade;
            }
            sum += weight;
            weights[samples.size()] = sum;
            samples.add(text(
                    "sample " + made.ref(),
                    entry.getKey().prompt(),
                    entry.getKey().response()));
        }
        List<Text> anchors = new ArrayList<>();
        for (Lesson.Example example : lesson.anchors()) {
            anchors.add(text("anchor " + (anchors.size() + 1), example.prompt(), example.response()));
        }
        return new Mixture(samples, weights, anchors, lesson.share());
    }

    boolean isEmpty() {
        return anchors.isEmpty() && !hasSamples();
    }

    /// Draws a batch: the anchors' share of it from the anchors, the rest from the samples; all of it from the one
    /// where the other is empty.
    List<Text> draw(int size, SplittableRandom random) {
        long wanted = Math.round(size * share);
        long fromAnchors = anchors.isEmpty() ? 0 : hasSamples() ? wanted : size;
        List<Text> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(i < fromAnchors ? anchors.get(random.nextInt(anchors.size())) : drawSample(random));
        }
        return batch;
    }

    private boolean hasSamples() {
        return !samples.isEmpty() && weights[weights.length - 1] > 0;
    }

    private Text drawSample(SplittableRandom random) {
        double place = random.nextDouble() * weights[weights.length - 1];
        int low = 0;
        int high = weights.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (weights[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return samples.get(low);
    }

    private static Text text(String name, String prompt, String response) throws DidactException {
        try {
            return Text.of(prompt, response);
        } catch (UnspellableException | IllegalArgumentException e) {
            throw new DidactException.Permanent("the student cannot learn " + name + ": " + e.getMessage(), e);
        }
    }
}
