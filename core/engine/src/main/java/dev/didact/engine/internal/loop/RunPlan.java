package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recipe whose every part is bound to the code that does it.
///
/// @param recipe the recipe
/// @param models the models by name
/// @param sources where items come from
/// @param generate what makes samples
/// @param grade what grades them
/// @param measures what is measured
/// @param learn how the student learns
/// @param signals what comes from outside the model
record RunPlan(
        Recipe recipe,
        Map<String, ModelPlan> models,
        List<SourcePlan> sources,
        List<GenerateStep> generate,
        List<GradeStep> grade,
        List<MeasurePlan> measures,
        Optional<LearnPlan> learn,
        List<String> signals) {}
