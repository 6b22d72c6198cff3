package dev.didact.student;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Training of a student's parameters, batch by batch.
///
/// The gradient of a batch is computed in a fixed number of parts and their sum is taken in a fixed order, so that the
/// result has the same bits whatever the number of threads; the number of parts is a setting, never a function of the
/// machine.
final class Training {

    private final AdamW optimiser;
    private final List<Part> parts = new ArrayList<>();
    private final ExecutorService workers;

    /// @param parameters what is trained, in place
    /// @param split number of parts that a batch's gradient is computed in, at least 1
    /// @param workers compute the parts
    Training(Parameters parameters, AdamW optimiser, int split, ExecutorService workers) {
        this.optimiser = optimiser;
        this.workers = workers;
        for (int i = 0; i < split; i++) {
            parts.add(new Part(parameters));
        }
    }

    /// Learns one batch.
    ///
    /// @return mean loss of the answers' symbols before the step, in natural units
    double step(List<Text> batch, double learningRate) throws InterruptedException {
        List<List<Text>> shares = deal(batch);
        List<Columns> columns = shares.stream().map(Columns::new).toList();
        int answers = columns.stream().mapToInt(c -> c.answers).sum();
        List<Callable<Double>> work = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Part part = parts.get(i);
            Columns share = columns.get(i);
            work.add(() -> part.learn(share, 1f / answers));
        }
        double loss = 0;
        for (Future<Double> done : workers.invokeAll(work)) {
            loss += result(done);
        }
        Parameters gradient = parts.getFirst().gradient;
        for (Part part : parts.subList(1, columns.size())) {
            gradient.add(part.gradient);
        }
        optimiser.step(gradient, learningRate);
        return loss / answers;
    }

    /// Deals texts of similar length to the parts in turn, so that the parts take about the same time.
    private List<List<Text>> deal(List<Text> batch) {
        List<Text> sorted = new ArrayList<>(batch);
        sorted.sort(Comparator.comparingInt((Text text) -> -text.symbols().length));
        int used = Math.min(parts.size(), sorted.size());
        List<List<Text>> shares = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < sorted.size(); i++) {
            shares.get(i % used).add(sorted.get(i));
        }
        return shares;
    }

    private static double result(Future<Double> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the gradient failed", e.getCause());
        }
    }

    private static final class Part {
        private final Transformer transformer;
        private final Parameters gradient;

        Part(Parameters parameters) {
            transformer = new Transformer(parameters);
            gradient = new Parameters(parameters.architecture);
        }

        double learn(Columns columns, float share) {
            gradient.clear();
            return transformer.learn(columns, share, gradient);
        }
    }
}
