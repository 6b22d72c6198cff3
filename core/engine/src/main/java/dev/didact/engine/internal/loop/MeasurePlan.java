package dev.didact.engine.internal.loop;

import java.util.List;

/// A measure of the recipe, ready to work.
///
/// @param id its id
/// @param source where the held-out items come from
/// @param levels the levels, in order; empty where items have none
/// @param perLevel how many items of each level
/// @param generate what answers: the steps of the recipe as it is written, so that an arm changes what is learned and
///     never how it is measured
/// @param rubric what decides whether an answer is right
/// @param metric what is counted
/// @param mustNotFall whether a round that lowers it is given up
record MeasurePlan(
        String id,
        SourcePlan source,
        List<Integer> levels,
        int perLevel,
        List<GenerateStep> generate,
        GradeStep rubric,
        String metric,
        boolean mustNotFall) {}
