package dev.didact.api;

import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Subject;
import java.util.List;
import java.util.Map;

/// What asks one or more questions of a sample: a check answers them by code, a judge by a model.
///
/// A rubric measures and nothing else. Weights, gates and thresholds belong to packs and recipes, the verdict to the
/// engine.
///
/// @param <C> the configuration record
public non-sealed interface Rubric<C extends Record> extends Contribution<C> {
    /// The questions, in a fixed order. Pure.
    List<Criterion> criteria(C config) throws DidactException;

    /// Makes an instance for one run.
    Grader open(C config, Context context) throws DidactException;

    /// An instance; used by one thread at a time.
    interface Grader extends AutoCloseable {
        /// The results by criterion id. Pure: no waiting, no state. A criterion that is missing in the map, a level or
        /// score that is not on its scale, a quote that is not in the sample, and anything thrown become
        /// [CriterionResult.Ungraded], never a score.
        Step<Map<String, CriterionResult>> grade(Subject subject) throws DidactException;

        @Override
        default void close() throws DidactException {}
    }
}
