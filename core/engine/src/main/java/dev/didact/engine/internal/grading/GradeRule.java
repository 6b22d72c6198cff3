package dev.didact.engine.internal.grading;

import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How one entry under `grade` that names a rubric alone decides: every criterion weighs the same, none is a gate, an
/// ungraded criterion quarantines, and the sample is accepted if the mean score reaches the least one.
///
/// @param rubric contribution and version that answers
/// @param criteria the criteria that count
/// @param min the least mean score of an accepted sample
public record GradeRule(String rubric, List<Criterion> criteria, double min) {
    /// A sum of equal shares may miss its exact value by rounding.
    private static final double ROUNDING = 1e-9;

    public GradeRule {
        criteria = List.copyOf(criteria);
    }

    /// The rule of an entry.
    ///
    /// @param min as the recipe states it; where it states none, all criteria must be passed, which only yes/no
    ///     criteria define
    /// @return empty where the recipe must state the least score and does not
    public static Optional<GradeRule> of(String rubric, List<Criterion> criteria, OptionalDouble min) {
        if (min.isEmpty()
                && criteria.stream()
                        .anyMatch(criterion -> !criterion.scale().pass().equals(Optional.of(1.0)))) {
            return Optional.empty();
        }
        return Optional.of(new GradeRule(rubric, criteria, min.orElse(1)));
    }

    /// The results that count, of what the grader answered.
    public List<Grade.Entry> entries(Subject subject, Map<String, CriterionResult> answers) {
        return criteria.stream()
                .map(criterion -> new Grade.Entry(rubric, criterion.id(), Answers.checked(criterion, subject, answers)))
                .toList();
    }

    /// What follows of the results.
    public Verdict decide(List<Grade.Entry> entries) {
        Optional<Grade.Entry> ungraded = entries.stream()
                .filter(entry -> entry.result() instanceof Ungraded)
                .findFirst();
        if (ungraded.isPresent()) {
            return new Verdict.Quarantined("ungraded:" + ungraded.get().criterion());
        }
        OptionalDouble total = total(entries);
        if (total.isEmpty()) {
            return new Verdict.Quarantined("graded-weight");
        }
        return total.getAsDouble() >= min - ROUNDING
                ? new Verdict.Accepted()
                : new Verdict.Rejected(costliest(entries).criterion());
    }

    /// The mean of the scores. A sample that declined to answer scores 0; a question that does not arise is left out.
    ///
    /// @return empty if a criterion is ungraded, or if nothing is left
    public static OptionalDouble total(List<Grade.Entry> entries) {
        if (entries.stream().anyMatch(entry -> entry.result() instanceof Ungraded)) {
            return OptionalDouble.empty();
        }
        return entries.stream()
                .filter(entry -> !(entry.result() instanceof NotApplicable))
                .mapToDouble(GradeRule::score)
                .average();
    }

    private static double score(Grade.Entry entry) {
        return switch (entry.result()) {
            case Scored scored -> scored.score();
            case Abstained _, Ungraded _, NotApplicable _ -> 0;
        };
    }

    private static Grade.Entry costliest(List<Grade.Entry> entries) {
        Grade.Entry worst = entries.getFirst();
        for (Grade.Entry entry : entries) {
            boolean counts = !(entry.result() instanceof NotApplicable);
            if (counts && (worst.result() instanceof NotApplicable || score(entry) < score(worst))) {
                worst = entry;
            }
        }
        return worst;
    }
}
