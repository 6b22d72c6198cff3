package dev.didact.shell.language;

import java.util.ArrayList;
import java.util.List;

/// The words of one line before anything is known about its verb.
public record Statement(SourceText source, List<Token> tokens) {

    public Statement {
        tokens = List.copyOf(tokens);
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("a statement has at least its verb");
        }
    }

    /// A statement whose words a calling shell has already separated, as in `didact grade 'two words'`. The text that
    /// errors show is written back from the words.
    public static Statement ofArguments(List<String> words) {
        StringBuilder line = new StringBuilder();
        List<Token> tokens = new ArrayList<>();
        for (String word : words) {
            if (!line.isEmpty()) {
                line.append(' ');
            }
            String written = Quote.word(word);
            int bare = Quote.bareLength(word);
            tokens.add(new Token(word, new Span(line.length(), written.length()), bare, true));
            line.append(written);
        }
        return new Statement(SourceText.typed(line.toString()), tokens);
    }
}
