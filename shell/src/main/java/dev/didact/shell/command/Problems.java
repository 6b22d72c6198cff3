package dev.didact.shell.command;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Place;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.SourceText;
import java.util.List;

/// Turns what the engine says is in the way into errors of the shell.
final class Problems {
    private Problems() {}

    /// The errors of a failed line; the first decides the exit code. Places that [#place] made are shown in the line.
    static ShellError error(ProblemException exception, SourceText source) {
        List<ShellError> errors = exception.problems().stream()
                .map(problem -> error(problem, source))
                .toList();
        return errors.getFirst().and(errors.subList(1, errors.size()));
    }

    /// Where a word of a line stands, for the engine to point at.
    static dev.didact.engine.Place place(Line line, Word word) {
        Place at = line.source().place(word.span());
        return new dev.didact.engine.Place("", at.line(), at.column(), Math.max(1, at.length()));
    }

    private static ShellError error(Problem problem, SourceText source) {
        ShellError error = ShellError.of(problem.code(), problem.category().exitCode(), problem.message())
                .suggesting(problem.suggestions());
        return problem.place().map(at -> error.at(place(at, source))).orElse(error);
    }

    private static Place place(dev.didact.engine.Place at, SourceText source) {
        return at.file().isEmpty()
                ? new Place(source.name(), at.line(), at.column(), at.length(), source.line(at.line()))
                : new Place(at.file(), at.line(), at.column(), at.length(), "");
    }

    /// Something that may wait, and may be interrupted while it does.
    interface Waiting<T> {
        T get() throws InterruptedException;
    }

    /// Waits for what a line asks for.
    ///
    /// @throws ShellError if Ctrl-C came first
    static <T> T waiting(Waiting<T> action) {
        try {
            return action.get();
        } catch (InterruptedException interrupt) {
            throw ShellError.of(ErrorCode.INTERRUPTED, "interrupted; what was done is kept");
        }
    }

    /// Does what a word of the line asks for; what is then wrong with the word is shown at the word.
    static <T> T at(Line line, Word word, Waiting<T> action) {
        try {
            return waiting(action);
        } catch (ProblemException exception) {
            boolean elsewhere = exception.problems().getFirst().category() != Problem.Category.USAGE
                    || exception.problems().size() > 1;
            ShellError error = error(exception, line.source());
            throw elsewhere ? error : error.at(line.source(), word.span());
        }
    }

    /// Does what a word of the line asks for that names a file: what is wrong in the file is shown there, else at the
    /// word.
    static <T> T ofFile(Line line, Word word, Waiting<T> action) {
        try {
            return waiting(action);
        } catch (ProblemException exception) {
            boolean inFile = exception.problems().getFirst().place().isPresent();
            ShellError error = error(exception, line.source());
            throw inFile ? error : error.at(line.source(), word.span());
        }
    }
}
