package dev.didact.shell.language;

/// One word of a line.
///
/// @param text the word with quotes and escapes resolved
/// @param span where it stood, quotes included
/// @param bare how many leading characters of `text` stand for themselves, so that `'a=b'` is never taken for a
///     parameter; within them an offset in `text` is also an offset in the source
/// @param closed false where the text ended inside the word's quotes or brackets, which only lenient lexing allows
public record Token(String text, Span span, int bare, boolean closed) {

    /// True where the word was written as an option: `--limit`, `-n`, but not `-`, `-5` or `'--limit'`.
    public boolean isOption() {
        return bare >= 2 && text.charAt(0) == '-' && !Character.isDigit(text.charAt(1)) && text.charAt(1) != '.';
    }

    /// True for the word `--`, after which every word is a target.
    public boolean endsOptions() {
        return bare == 2 && text.equals("--");
    }

    /// Offset of the `=` that separates a key from its value, or -1.
    public int assignment() {
        int index = text.indexOf('=');
        return index > 0 && index < bare ? index : -1;
    }

    /// True where the word was written as `key=value`.
    public boolean isParameter() {
        int equals = assignment();
        if (equals < 0 || isOption() || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        for (int index = 0; index < equals; index++) {
            char c = text.charAt(index);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '@') {
                return false;
            }
        }
        return true;
    }

    /// Where the first `count` characters stood. `count` must not exceed [#bare].
    public Span head(int count) {
        return new Span(span.start(), count);
    }

    /// Where everything after the first `count` characters stood. `count` must not exceed [#bare].
    public Span tail(int count) {
        return Span.between(span.start() + count, span.end());
    }
}
