package dev.didact.generators.template;

import dev.didact.api.Context;
import dev.didact.api.Generator.Job;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Columns that differ from sample to sample. What is drawn depends on the run's random seed and the job, and on
/// nothing else: the same job draws the same again.
final class Vary {
    private final Map<String, Map<String, Double>> weights;
    private final Context context;

    Vary(Map<String, Map<String, Double>> weights, Context context) {
        this.weights = new TreeMap<>(weights);
        this.context = context;
    }

    /// The drawn columns of a job.
    Map<String, String> draw(Job job) {
        var drawn = new TreeMap<String, String>();
        weights.forEach((name, values) -> {
            String purpose = "vary\n" + name + "\n" + job.item().id() + "\n" + job.sampleIndex() + "\n" + job.attempt();
            drawn.put(name, pick(new TreeMap<>(values), context.random(purpose).nextDouble()));
        });
        return drawn;
    }

    /// The value at a point between 0 and 1 on a line that the weights divide.
    private static String pick(NavigableMap<String, Double> values, double point) {
        double whole = values.values().stream().mapToDouble(Double::doubleValue).sum();
        double passed = 0;
        for (var value : values.entrySet()) {
            passed += value.getValue() / whole;
            if (point < passed) {
                return value.getKey();
            }
        }
        return values.lastKey();
    }
}
