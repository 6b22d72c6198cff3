package dev.didact.shell.screen;

import dev.didact.shell.language.Painter;
import dev.didact.shell.language.Painter.Stretch;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Colours the line while it is being typed; a word that cannot be right is red.
final class EditorHighlighter implements Highlighter {
    private final Painter painter;

    EditorHighlighter(Painter painter) {
        this.painter = painter;
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        boolean atEnd = reader.getBuffer().cursor() == text.length();
        AttributedStringBuilder painted = new AttributedStringBuilder(text.length());
        int done = 0;
        for (Stretch stretch : painter.paint(text, atEnd)) {
            painted.append(text, done, stretch.span().start());
            int end = stretch.span().end();
            painted.styled(style(stretch.kind()), text.substring(stretch.span().start(), end));
            done = end;
        }
        return painted.append(text, done, text.length()).toAttributedString();
    }

    private static AttributedStyle style(Painter.Kind kind) {
        return switch (kind) {
            case VERB -> AttributedStyle.BOLD;
            case OPTION, KEY -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
            case QUOTED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case WRONG -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
        };
    }
}
