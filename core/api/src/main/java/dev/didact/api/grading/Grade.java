package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/// The results of all criteria of one sample.
///
/// @param criteria the results, in the order of the recipe and of each rubric
/// @param total the weighted mean of the scores; empty where none can be computed
public record Grade(List<Entry> criteria, OptionalDouble total) {
    public Grade {
        requireNonNull(criteria, "criteria");
        requireNonNull(total, "total");
        criteria = List.copyOf(criteria);
    }

    /// The grade of a sample that nobody graded.
    public static Grade none() {
        return new Grade(List.of(), OptionalDouble.empty());
    }

    /// One criterion's result.
    ///
    /// @param rubric contribution and version of its plugin: `dev.didact.briefs.brief@0.1.0`
    /// @param criterion id of the criterion
    /// @param result what it said
    public record Entry(String rubric, String criterion, CriterionResult result) {
        public Entry {
            requireNonNull(rubric, "rubric");
            requireNonNull(criterion, "criterion");
            requireNonNull(result, "result");
        }
    }
}
