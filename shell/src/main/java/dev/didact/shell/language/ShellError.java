package dev.didact.shell.language;

import java.util.List;
import java.util.Optional;

/// Something a person can put right: the only exception that leaves a command on purpose. It carries what the text
/// form, the JSON form and the exit code are made of; it has no stack trace to show.
public final class ShellError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final int exitCode;
    private final transient Optional<Place> place;
    private final transient List<String> suggestions;

    private final transient List<ShellError> more;

    private ShellError(
            String code,
            int exitCode,
            String message,
            Optional<Place> place,
            List<String> suggestions,
            List<ShellError> more) {
        super(message, null, false, false);
        this.code = code;
        this.exitCode = exitCode;
        this.place = place;
        this.suggestions = List.copyOf(suggestions);
        this.more = List.copyOf(more);
    }

    /// An error without a place that something else has named.
    public static ShellError of(String code, int exitCode, String message) {
        return new ShellError(code, exitCode, message, Optional.empty(), List.of(), List.of());
    }

    /// An error without a place.
    public static ShellError of(ErrorCode code, String message) {
        return of(code.id(), code.exitCode(), message);
    }

    /// The same error, pointing at a span of a line.
    public ShellError at(SourceText source, Span span) {
        return at(source.place(span));
    }

    /// The same error, pointing at a place, in a recipe for example.
    public ShellError at(Place where) {
        return new ShellError(code, exitCode, message(), Optional.of(where), suggestions, more);
    }

    /// The same error with what may have been meant.
    public ShellError suggesting(List<String> others) {
        return new ShellError(code, exitCode, message(), place, others, more);
    }

    /// The same error with others that were found beside it.
    public ShellError and(List<ShellError> others) {
        return new ShellError(code, exitCode, message(), place, suggestions, others);
    }

    /// Its stable name: `E103`.
    public String code() {
        return code;
    }

    /// The exit code that follows.
    public int exitCode() {
        return exitCode;
    }

    /// What was wrong, with the value.
    public String message() {
        return String.valueOf(getMessage());
    }

    public Optional<Place> place() {
        return place;
    }

    /// What may have been meant, best first, at most three.
    public List<String> suggestions() {
        return suggestions;
    }

    /// Other errors that were found beside this one, which decides.
    public List<ShellError> more() {
        return more;
    }
}
