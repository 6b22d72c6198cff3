package dev.didact.sources.jsonl;

import java.util.Optional;

/// Something in a line that is not as it should be, and what to do.
final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final int column;
    private final transient Optional<String> field;

    private Mistake(int column, Optional<String> field, String what) {
        super(what);
        this.what = what;
        this.column = column;
        this.field = field;
    }

    /// A mistake at a character of the line, from 1.
    static Mistake at(int column, String what) {
        return new Mistake(column, Optional.empty(), what);
    }

    /// A mistake in a field of the line's object.
    static Mistake in(String field, String what) {
        return new Mistake(1, Optional.of(field), what);
    }

    /// A mistake of the whole line.
    static Mistake whole(String what) {
        return at(1, what);
    }

    /// What is wrong, and what to do.
    String what() {
        return what;
    }

    int column() {
        return column;
    }

    /// The field that it is in, if it is in one.
    Optional<String> field() {
        return field;
    }
}
