package dev.didact.api.grading;

/// What happens to a sample. The engine decides it; no plugin returns one.
public sealed interface Verdict {
    /// It may be learned from.
    record Accepted() implements Verdict {}

    /// It failed.
    ///
    /// @param criterion the criterion that decided
    record Rejected(String criterion) implements Verdict {}

    /// It can be neither accepted nor rejected.
    ///
    /// @param rule why: `ungraded:ID`, `undecided:ID`, `gate:ID` or `policy:RULE`
    record Quarantined(String rule) implements Verdict {}

    /// As it is written in files: `accepted`, `rejected`, `quarantined`.
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Rejected _ -> "rejected";
            case Quarantined _ -> "quarantined";
        };
    }
}
