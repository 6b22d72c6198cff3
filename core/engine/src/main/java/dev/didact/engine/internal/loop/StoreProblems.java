package dev.didact.engine.internal.loop;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.journal.JournalException;

/// Tells failures of the store to the person at the prompt.
final class StoreProblems {
    private StoreProblems() {}

    /// The same for a run that was going on.
    static ProblemException of(JournalException failure, int run) {
        Problem problem = of(failure).problems().getFirst();
        boolean another = failure instanceof JournalException.Locked || failure instanceof JournalException.Damaged;
        String then = another ? "" : " (`resume " + run + "` goes on)";
        return new ProblemException(problem.category(), problem.code(), problem.message() + then, failure);
    }

    static ProblemException of(JournalException failure) {
        String code = switch (failure) {
            case JournalException.Locked _ -> "E410";
            case JournalException.NoSpace _ -> "E411";
            case JournalException.ReadOnly _, JournalException.Unmade _ -> "E412";
            case JournalException.Damaged _ -> "E413";
            case JournalException.Rewound _, JournalException.Closed _, JournalException.Failed _ -> "E414";
        };
        return new ProblemException(Problem.Category.ENVIRONMENT, code, String.valueOf(failure.getMessage()), failure);
    }
}
