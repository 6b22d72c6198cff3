package dev.didact.shell.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Cuts a text into statements of words.
///
/// Blanks separate words; a line end or `;` separates statements; `#` at the beginning of a word starts a comment; a
/// lone `\` before a line end joins two lines. A quote or a bracket has a meaning only at the beginning of a word or
/// after `=`, so `it's` and `notes/[ab]*.md` need no quoting. `'…'` is literal with `''` for one quote, `"…"` knows
/// a backslash before a quote, a backslash, `n`, `t` or `u` with four hexadecimal digits; `[…]` and `{…}` are handed
/// on as they stand, to be read as YAML.
public final class Lexer {
    private final SourceText source;
    private final String text;
    private final boolean lenient;
    private final List<Statement> statements = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(SourceText source, boolean lenient) {
        this.source = source;
        this.text = source.text();
        this.lenient = lenient;
    }

    /// The statements of a complete text.
    ///
    /// @throws ShellError where a quote or bracket is not closed or an escape is unknown
    public static List<Statement> statements(SourceText source) {
        Lexer lexer = new Lexer(source, false);
        try {
            lexer.scan();
        } catch (Unfinished unfinished) {
            throw ShellError.of(ErrorCode.UNCLOSED, unfinished.message()).at(source, unfinished.span);
        }
        return List.copyOf(lexer.statements);
    }

    /// The statements of a text that is still being typed: what is open is taken to end with the text, what is
    /// wrong is taken as it stands. Never throws.
    public static List<Statement> lenient(String text) {
        Lexer lexer = new Lexer(SourceText.typed(text), true);
        lexer.scan();
        return List.copyOf(lexer.statements);
    }

    /// What is still open at the end of the text, so that a reader asks for another line.
    public static Optional<Open> open(String text) {
        try {
            new Lexer(SourceText.typed(text), false).scan();
            return Optional.empty();
        } catch (Unfinished unfinished) {
            return Optional.of(unfinished.open);
        } catch (ShellError error) {
            return Optional.empty();
        }
    }

    private void scan() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n' || c == ';') {
                endStatement();
                position++;
            } else if (isSpace(c)) {
                position++;
            } else if (c == '#') {
                int newline = text.indexOf('\n', position);
                position = newline < 0 ? text.length() : newline;
            } else if (!skippedJoin()) {
                word();
            }
        }
        endStatement();
    }

    private void endStatement() {
        if (!tokens.isEmpty()) {
            statements.add(new Statement(source, tokens));
            tokens = new ArrayList<>();
        }
    }

    /// Steps over a `\` that ends a line.
    private boolean skippedJoin() {
        if (text.charAt(position) != '\\') {
            return false;
        }
        int next = position + 1;
        if (next < text.length() && text.charAt(next) == '\r') {
            next++;
        }
        if (next >= text.length()) {
            if (!lenient) {
                throw new Unfinished(Open.LINE, new Span(position, 1));
            }
            position = next;
            return true;
        }
        if (text.charAt(next) != '\n') {
            return false;
        }
        position = next + 1;
        return true;
    }

    private void word() {
        int start = position;
        StringBuilder word = new StringBuilder();
        int bare = -1;
        boolean closed = true;
        while (position < text.length() && closed && !separates(text.charAt(position))) {
            char c = text.charAt(position);
            boolean opens = position == start || text.charAt(position - 1) == '=';
            if (opens && (c == '\'' || c == '"')) {
                bare = bare < 0 ? word.length() : bare;
                closed = c == '"' ? doubleQuoted(word) : singleQuoted(word);
                requireSeparatorAfterQuote();
            } else if (opens && (c == '[' || c == '{')) {
                closed = bracketed(word);
            } else {
                word.append(c);
                position++;
            }
        }
        int plain = bare < 0 ? word.length() : bare;
        tokens.add(new Token(word.toString(), Span.between(start, position), plain, closed));
    }

    private boolean singleQuoted(StringBuilder word) {
        int start = position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c != '\'') {
                word.append(c);
            } else if (position < text.length() && text.charAt(position) == '\'') {
                word.append(c);
                position++;
            } else {
                return true;
            }
        }
        return unfinished(Open.QUOTE, start);
    }

    private boolean doubleQuoted(StringBuilder word) {
        int start = position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && position < text.length()) {
                escape(word);
            } else {
                word.append(c);
            }
        }
        return unfinished(Open.QUOTE, start);
    }

    private void escape(StringBuilder word) {
        char c = text.charAt(position++);
        switch (c) {
            case '"', '\\' -> word.append(c);
            case 'n' -> word.append('\n');
            case 't' -> word.append('\t');
            case 'u' -> {
                int value = hexadecimal();
                if (value >= 0) {
                    word.append((char) value);
                    position += 4;
                } else {
                    unknownEscape(word, c);
                }
            }
            default -> unknownEscape(word, c);
        }
    }

    private int hexadecimal() {
        if (position + 4 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int index = position; index < position + 4; index++) {
            int digit = Character.digit(text.charAt(index), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private void unknownEscape(StringBuilder word, char c) {
        if (!lenient) {
            throw ShellError.of(
                            ErrorCode.QUOTING,
                            "unknown escape '\\" + c + "': inside \"…\" there are \\\", \\\\, \\n, \\t and \\uXXXX")
                    .at(source, new Span(position - 2, 2));
        }
        word.append('\\').append(c);
    }

    private void requireSeparatorAfterQuote() {
        if (!lenient && position < text.length() && !separates(text.charAt(position))) {
            throw ShellError.of(ErrorCode.QUOTING, "text goes on right after a closing quote")
                    .at(source, new Span(position, 1));
        }
    }

    private boolean bracketed(StringBuilder word) {
        int start = position;
        Deque<Character> expected = new ArrayDeque<>();
        do {
            if (position >= text.length()) {
                return unfinished(Open.BRACKET, start);
            }
            char c = text.charAt(position);
            switch (c) {
                case '[' -> expected.push(']');
                case '{' -> expected.push('}');
                case ']', '}' -> close(expected, c);
                case '\'', '"' -> {
                    if (opensInside(position)) {
                        int close = closingQuote(c);
                        if (close < 0) {
                            word.append(text, position, text.length());
                            position = text.length();
                            return unfinished(Open.QUOTE, start);
                        }
                        word.append(text, position, close);
                        position = close;
                    }
                }
                default -> {}
            }
            word.append(c);
            position++;
        } while (!expected.isEmpty());
        return true;
    }

    private void close(Deque<Character> expected, char c) {
        char wanted = expected.pop();
        if (c != wanted && !lenient) {
            throw ShellError.of(ErrorCode.QUOTING, "'" + wanted + "' expected, but here is '" + c + "'")
                    .at(source, new Span(position, 1));
        }
    }

    private boolean opensInside(int quote) {
        char before = text.charAt(quote - 1);
        return isSpace(before) || before == '\n' || "[{,:".indexOf(before) >= 0;
    }

    /// Offset of the quote that closes the one at [#position], or -1.
    private int closingQuote(char quote) {
        for (int index = position + 1; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '\\' && quote == '"') {
                index++;
            } else if (c == quote) {
                return index;
            }
        }
        return -1;
    }

    private boolean unfinished(Open open, int start) {
        if (!lenient) {
            throw new Unfinished(open, Span.between(start, text.length()));
        }
        return false;
    }

    private static boolean separates(char c) {
        return c == '\n' || c == ';' || isSpace(c);
    }

    /// Every blank but the line end, the no-break space of pasted text included.
    static boolean isSpace(char c) {
        return c != '\n' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /// Says that the text ended too early; never leaves this class.
    private static final class Unfinished extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Open open;
        private final transient Span span;

        Unfinished(Open open, Span span) {
            super(open.word(), null, false, false);
            this.open = open;
            this.span = span;
        }

        String message() {
            return switch (open) {
                case QUOTE -> "the quote that begins here is not closed";
                case BRACKET -> "the bracket that begins here is not closed";
                case LINE -> "the text ends where '\\' promises another line";
            };
        }
    }
}
