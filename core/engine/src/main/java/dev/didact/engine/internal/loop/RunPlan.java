package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A recipe whose every part is bound to the code that does it.
///
/// @param recipe the recipe
/// @param models the models by name
/// @param sources where items come from
/// @param steps what items go through, each after those that it takes from
/// @param route where samples go from which step
/// @param measures what is measured
/// @param learn how the student learns
/// @param signals what comes from outside the model
record RunPlan(
        Recipe recipe,
        Map<String, ModelPlan> models,
        List<SourcePlan> sources,
        List<StepPlan> steps,
        Route route,
        List<MeasurePlan> measures,
        Optional<LearnPlan> learn,
        List<String> signals) {
    /// The sources whose items go through the steps: one that only a measure or the learner names gives none for that.
    List<SourcePlan> drawn() {
        return sources.stream()
                .filter(source -> steps.stream().anyMatch(step -> step.from().contains(source.id())))
                .toList();
    }

    /// Names of the models that the steps ask, in the order of the alphabet.
    SortedSet<String> seats() {
        SortedSet<String> names = new TreeSet<>();
        for (StepPlan step : steps) {
            step.generate().ifPresent(generate -> names.addAll(generate.seats().values()));
            step.grade().forEach(grade -> names.addAll(grade.seats().values()));
        }
        return names;
    }

    /// Names of all models that a run may ask, those of its measures and those that answer for others among them.
    SortedSet<String> asked() {
        SortedSet<String> names = seats();
        for (MeasurePlan measure : measures) {
            names.addAll(measure.answer().seats().values());
            measure.rubrics().forEach(rubric -> names.addAll(rubric.seats().values()));
        }
        List.copyOf(names).forEach(name -> addFallbacks(name, names));
        return names;
    }

    private void addFallbacks(String name, Set<String> names) {
        Optional.ofNullable(models.get(name))
                .flatMap(ModelPlan::fallback)
                .filter(names::add)
                .ifPresent(other -> addFallbacks(other, names));
    }
}
