package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

/// What happens to a sample. The engine decides it; no plugin returns one.
public sealed interface Verdict {
    /// It may be learned from.
    record Accepted() implements Verdict {}

    /// It failed.
    ///
    /// @param criterion the criterion that decided
    record Rejected(String criterion) implements Verdict {
        public Rejected {
            requireNonNull(criterion, "criterion");
        }
    }

    /// It can be neither accepted nor rejected.
    ///
    /// @param rule why: `ungraded:ID`, `undecided:ID`, `gate:ID` or `policy:RULE`
    record Quarantined(String rule) implements Verdict {
        public Quarantined {
            requireNonNull(rule, "rule");
        }
    }

    /// As it is written in files: `accepted`, `rejected`, `quarantined`.
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Rejected _ -> "rejected";
            case Quarantined _ -> "quarantined";
        };
    }
}
