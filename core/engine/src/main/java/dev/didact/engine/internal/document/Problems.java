package dev.didact.engine.internal.document;

import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects what is wrong with a document, so that one reading tells all of it.
///
/// | Code | Means |
/// |---|---|
/// | E200 | the document cannot be read as YAML |
/// | E201 | a key that does not exist |
/// | E202 | a key that is missing |
/// | E203 | a value of the wrong type |
/// | E204 | a value that is out of bounds or of the wrong form |
/// | E205 | a configuration that its component refuses |
/// | E206 | a name that nothing has |
/// | E207 | a name that two things have |
/// | E208 | a key of a later version |
/// | E209 | a path that leads nowhere, or to several things |
/// | E210 | parts that do not go together |
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /// A wrong document at a place.
    public static Problem problem(String code, String message, Place place, List<String> suggestions) {
        return new Problem(Problem.Category.USAGE, code, message, Optional.of(place), suggestions);
    }

    /// Ends the reading at once with one problem.
    public static ProblemException failure(String code, String message, Place place) {
        return new ProblemException(List.of(problem(code, message, place, List.of())));
    }

    /// Ends the reading at once with one problem and what may have been meant.
    public static ProblemException failure(String code, String message, Place place, List<String> suggestions) {
        return new ProblemException(List.of(problem(code, message, place, suggestions)));
    }

    /// Notes a problem.
    public void add(String code, String message, Place place) {
        add(code, message, place, List.of());
    }

    /// Notes a problem and what may have been meant.
    public void add(String code, String message, Place place, List<String> suggestions) {
        found.add(problem(code, message, place, suggestions));
    }

    /// Notes a problem.
    public void add(Problem problem) {
        found.add(problem);
    }

    /// Notes the problems that ended another reading.
    public void addAll(ProblemException failure) {
        found.addAll(failure.problems());
    }

    /// Whether nothing was noted.
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// What was noted.
    public List<Problem> found() {
        return List.copyOf(found);
    }

    /// Ends the reading if anything was noted.
    ///
    /// @throws ProblemException with all of it
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemException(found);
        }
    }
}
