package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import dev.didact.api.Fault;
import java.util.List;
import java.util.Optional;

/// What one criterion said of one sample.
public sealed interface CriterionResult {
    /// The question was answered.
    ///
    /// @param level the level, on a scale of levels
    /// @param score the number, between 0 and 1
    /// @param evidence why
    record Scored(Optional<String> level, double score, List<Evidence> evidence) implements CriterionResult {
        public Scored {
            requireNonNull(level, "level");
            requireNonNull(evidence, "evidence");
            evidence = List.copyOf(evidence);
        }
    }

    /// The sample declined to answer. The grader worked.
    ///
    /// @param reason how it declined
    record Abstained(String reason) implements CriterionResult {
        public Abstained {
            requireNonNull(reason, "reason");
        }
    }

    /// The grader failed, or an input that it requires is missing. Never 0, never 1, never a pass.
    ///
    /// @param fault what failed
    record Ungraded(Fault fault) implements CriterionResult {
        public Ungraded {
            requireNonNull(fault, "fault");
        }

        /// A grader that failed so.
        public static Ungraded of(Fault.Kind kind, String message) {
            return new Ungraded(new Fault(kind, message));
        }
    }

    /// The question does not arise: an optional input is absent.
    ///
    /// @param why why it does not arise
    record NotApplicable(String why) implements CriterionResult {
        public NotApplicable {
            requireNonNull(why, "why");
        }
    }
}
