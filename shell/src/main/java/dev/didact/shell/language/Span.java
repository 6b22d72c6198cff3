package dev.didact.shell.language;

/// A stretch of a source text, in UTF-16 units from its beginning.
public record Span(int start, int length) {

    public Span {
        if (start < 0 || length < 0) {
            throw new IllegalArgumentException("a span cannot be negative: " + start + ", " + length);
        }
    }

    /// The span from `start` up to, not including, `end`.
    public static Span between(int start, int end) {
        return new Span(start, end - start);
    }

    /// The offset just after the last unit.
    public int end() {
        return start + length;
    }
}
