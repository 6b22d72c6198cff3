package dev.didact.engine;

import dev.didact.engine.internal.recipe.EvaluationRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What tasks found of models in a run.
///
/// @param run number of the run
/// @param status how the run stands: `completed`, `running`, `stopped` and so on
/// @param scores what each task found of each model, in the order of the measures; missing as long as it is not
///     measured
/// @param differences every two models under the same task, paired by item
public record Evaluation(int run, String status, List<Score> scores, List<Difference> differences) {
    public Evaluation {
        scores = List.copyOf(scores);
        differences = List.copyOf(differences);
    }

    /// What a task found of a model.
    ///
    /// @param task name and version of the task
    /// @param model name of the model
    /// @param measured the share of right answers
    public record Score(String task, String model, Measured measured) {}

    /// Two models under one task, paired by item.
    ///
    /// @param task name and version of the task
    /// @param a the first model
    /// @param b the other
    /// @param scoreA share of the first
    /// @param scoreB share of the other
    /// @param difference b less a, over the items that were decided for both
    /// @param low lower end of the 95 % interval of the difference, by paired bootstrap
    /// @param high upper end
    /// @param paired how many items were decided for both
    /// @param unpaired how many for only one of them
    /// @param won the items that only the other has right
    /// @param lost the items that only the first has right
    public record Difference(
            String task,
            String a,
            String b,
            double scoreA,
            double scoreB,
            double difference,
            double low,
            double high,
            int paired,
            int unpaired,
            List<String> won,
            List<String> lost) {
        public Difference {
            won = List.copyOf(won);
            lost = List.copyOf(lost);
        }
    }

    /// The recipe that puts tasks to models and does nothing else.
    ///
    /// @param tasks the tasks, by names or paths that hold in the folder
    /// @param params YAML values for parameters of all tasks, by name
    /// @param models names of models, or of model providers as they come where the recipe has no such model
    /// @param from the recipe whose models these are
    /// @param folder the folder that relative paths start from where there is no such recipe
    /// @param settings `path=value`, applied in order
    /// @throws ProblemException if the recipe of the models cannot be read
    public static RecipeText recipe(
            List<String> tasks,
            Map<String, String> params,
            List<String> models,
            Optional<RecipeText> from,
            Path folder,
            List<String> settings) {
        return EvaluationRecipe.of(tasks, params, models, from, folder, settings);
    }
}
