package dev.didact.shell.screen;

import dev.didact.shell.language.Completer;
import dev.didact.shell.language.Completion;
import dev.didact.shell.language.Lexer;
import dev.didact.shell.language.Open;
import dev.didact.shell.language.Quote;
import dev.didact.shell.language.Span;
import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells the line editor whether a text is complete, and which word is to be completed. The real parsing is done by
/// the language.
final class EditorParser implements Parser {
    private final Completer completer;

    EditorParser(Completer completer) {
        this.completer = completer;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
            boolean ended = context == ParseContext.SECONDARY_PROMPT && line.endsWith("\n");
            Optional<Open> open = Lexer.open(ended ? line.substring(0, line.length() - 1) : line);
            if (open.isPresent()) {
                throw new EOFError(-1, -1, "not complete", open.get().word());
            }
        }
        Completion completion = context == ParseContext.COMPLETE
                ? completer.complete(line, cursor)
                : new Completion(new Span(cursor, 0), "", List.of());
        return new Parsed(line, cursor, completion);
    }

    /// The line as the editor wants to see it: one word, the one at the cursor.
    record Parsed(String line, int cursor, Completion completion) implements CompletingParsedLine {

        @Override
        public String word() {
            return completion.typed();
        }

        @Override
        public int wordCursor() {
            return completion.typed().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(completion.typed());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            String written = Quote.word(candidate.toString());
            boolean open = !complete && written.endsWith("'") && written.length() > candidate.length();
            return open ? written.substring(0, written.length() - 1) : written;
        }

        @Override
        public int rawWordCursor() {
            return completion.replaced().length();
        }

        @Override
        public int rawWordLength() {
            return completion.replaced().length();
        }
    }
}
