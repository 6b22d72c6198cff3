package dev.didact.engine.internal.loop;

import dev.didact.engine.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A measure of the recipe, ready to work.
///
/// @param id its id
/// @param source where the held-out items come from
/// @param levels the levels, in order; empty where items have none
/// @param perLevel how many items of each level
/// @param answer what answers: a step of the recipe as it is written, so that an arm changes what is learned and never
///     how it is measured, or that of a task
/// @param rubrics what decides whether an answer is right: all of them
/// @param metric what is counted
/// @param mustNotFall whether a round that lowers it is given up
/// @param place where it stands in the recipe
record MeasurePlan(
        String id,
        SourcePlan source,
        List<Integer> levels,
        int perLevel,
        GenerateStep answer,
        List<GradeStep> rubrics,
        String metric,
        boolean mustNotFall,
        Place place) {
    /// Names of the models that it asks, in the order of the alphabet.
    SortedSet<String> seats() {
        SortedSet<String> names = new TreeSet<>(answer.seats().values());
        rubrics.forEach(rubric -> names.addAll(rubric.seats().values()));
        return names;
    }

    /// The one step that answers is graded by the measure's rubrics, whatever grades it in a round.
    Route route() {
        var step = new StepPlan(
                answer.id(), List.of(source.id()), Map.of(), Optional.of(answer), rubrics, Optional.empty(), 0);
        return new Route(List.of(step), Set.of(answer.id()));
    }
}
