package dev.didact.engine.internal.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where samples go from which step.
final class Route {
    private final List<StepPlan> steps;
    private final List<List<StepPlan>> waves = new ArrayList<>();
    private final Map<String, Set<String>> makers = new HashMap<>();
    private final Map<String, StepPlan> byId = new HashMap<>();
    private final Set<String> ends;
    private final Set<String> lasts = new HashSet<>();

    /// @param steps the steps, each after those that it takes from
    /// @param ends ids of the steps at which samples have come to the end
    Route(List<StepPlan> steps, Set<String> ends) {
        this.steps = List.copyOf(steps);
        this.ends = Set.copyOf(ends);
        Map<String, Integer> depths = new HashMap<>();
        for (StepPlan step : steps) {
            byId.put(step.id(), step);
            int depth = step.from().stream()
                    .mapToInt(from -> depths.getOrDefault(from, -1) + 1)
                    .max()
                    .orElse(0);
            depths.put(step.id(), depth);
            if (depth == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(depth).add(step);
            Set<String> of = new HashSet<>();
            if (step.generate().isPresent()) {
                of.add(step.id());
            } else {
                step.from().forEach(from -> of.addAll(makers.getOrDefault(from, Set.of())));
            }
            makers.put(step.id(), of);
        }
        ends.forEach(end -> lasts.addAll(makers(end)));
    }

    /// The steps in the order of the recipe.
    List<StepPlan> steps() {
        return steps;
    }

    /// The steps, those together that do not wait for each other.
    List<List<StepPlan>> waves() {
        return waves;
    }

    /// Whether samples have come to the end where they come out of a step.
    boolean isEnd(String step) {
        return ends.contains(step);
    }

    /// Whether the samples that a step makes are for learning and export.
    boolean isLast(String maker) {
        return lasts.contains(maker);
    }

    /// Ids of the steps that make the samples which come through a step.
    Set<String> makers(String step) {
        return makers.getOrDefault(step, Set.of());
    }

    /// A step.
    StepPlan step(String id) {
        StepPlan step = byId.get(id);
        if (step == null) {
            throw new IllegalArgumentException("no step '" + id + "'");
        }
        return step;
    }

    boolean isStep(String id) {
        return byId.containsKey(id);
    }
}
