package dev.didact.shell.language;

/// A text that lines are read from, and what to call it in errors.
///
/// @param name file name for scripts; empty where the person typed the text and needs no name for it
/// @param firstLine number, from 1, of the first line of `text` inside what it was cut from
/// @param text the text itself
public record SourceText(String name, int firstLine, String text) {

    /// Text that was typed at the prompt or given on the command line.
    public static SourceText typed(String text) {
        return new SourceText("", 1, text);
    }

    /// The place of a span, for errors. A span that runs over a line end is cut there.
    public Place place(Span span) {
        int start = Math.min(span.start(), text.length());
        int lineStart = start == 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
        int newline = text.indexOf('\n', start);
        int lineEnd = newline < 0 ? text.length() : newline;
        int end = Math.max(start, Math.min(span.end(), lineEnd));
        int line = firstLine
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Place(
                name,
                line,
                text.codePointCount(lineStart, start) + 1,
                text.codePointCount(start, end),
                text.substring(lineStart, lineEnd).stripTrailing());
    }

    /// One line of the text by its number; empty where there is no such line.
    public String line(int number) {
        return text.lines()
                .skip(Math.max(0, number - firstLine))
                .findFirst()
                .orElse("")
                .stripTrailing();
    }
}
