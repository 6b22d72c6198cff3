package dev.didact.engine.internal.loop;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.journal.JournalException;

/// Tells failures of the store to the person at the prompt.
final class StoreProblems {
    private StoreProblems() {}

    static ProblemException of(JournalException failure) {
        String code = switch (failure) {
            case JournalException.Locked _ -> "E410";
            case JournalException.NoSpace _ -> "E411";
            case JournalException.ReadOnly _ -> "E412";
            case JournalException.Damaged _ -> "E413";
            case JournalException.Rewound _, JournalException.Closed _, JournalException.Failed _ -> "E414";
        };
        return new ProblemException(Problem.Category.ENVIRONMENT, code, String.valueOf(failure.getMessage()), failure);
    }
}
