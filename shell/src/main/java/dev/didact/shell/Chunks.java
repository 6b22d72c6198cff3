package dev.didact.shell;

import dev.didact.shell.language.Lexer;
import dev.didact.shell.language.SourceText;
import dev.didact.shell.language.Statement;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// Statements in groups that can be run as soon as they are read, so that a program may feed standard input line by
/// line: one physical line a group, or several where a quote or bracket runs over the line end.
interface Chunks extends Iterator<List<Statement>>, AutoCloseable {

    @Override
    default void close() {}

    /// One group from one text.
    static Chunks of(SourceText text) {
        return lazily(() -> Lexer.statements(text));
    }

    /// One statement that needs no reading.
    static Chunks of(Statement statement) {
        return lazily(() -> List.of(statement));
    }

    private static Chunks lazily(Supplier<List<Statement>> only) {
        return new Chunks() {
            private boolean taken;

            @Override
            public boolean hasNext() {
                return !taken;
            }

            @Override
            public List<Statement> next() {
                if (taken) {
                    throw new NoSuchElementException();
                }
                taken = true;
                return only.get();
            }
        };
    }

    /// The lines of a stream of UTF-8 text.
    static Chunks reading(String name, InputStream stream) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        return new StreamChunks(name, reader);
    }
}
