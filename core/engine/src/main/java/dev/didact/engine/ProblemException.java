package dev.didact.engine;

import dev.didact.engine.Problem.Category;
import java.util.List;
import java.util.Optional;

/// Ends a command with one or more problems. Nothing that was asked for has been done half.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems at least one; the first decides the exit code
    public ProblemException(List<Problem> problems) {
        super(problems.getFirst().toString());
        this.problems = List.copyOf(problems);
    }

    /// One problem without a place.
    public ProblemException(Category category, String code, String message) {
        this(List.of(new Problem(category, code, message, Optional.empty(), List.of())));
    }

    /// One problem without a place, that another failure led to.
    public ProblemException(Category category, String code, String message, Throwable cause) {
        this(category, code, message);
        initCause(cause);
    }

    /// What is in the way, at least one.
    public List<Problem> problems() {
        return problems;
    }
}
