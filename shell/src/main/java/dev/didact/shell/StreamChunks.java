package dev.didact.shell;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Lexer;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.SourceText;
import dev.didact.shell.language.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.NoSuchElementException;

/// Statements from a stream, read line by line.
final class StreamChunks implements Chunks {
    private final String name;
    private final BufferedReader reader;
    private int line;
    private String pending = "";
    private boolean hasPending;

    StreamChunks(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (!hasPending) {
            hasPending = readLine();
        }
        return hasPending;
    }

    @Override
    public List<Statement> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int first = line;
        StringBuilder text = new StringBuilder(pending);
        while (Lexer.open(text.toString()).isPresent() && readLine()) {
            text.append('\n').append(pending);
        }
        hasPending = false;
        return Lexer.statements(new SourceText(name, first, text.toString()));
    }

    private boolean readLine() {
        try {
            String next = reader.readLine();
            if (next == null) {
                return false;
            }
            pending = line == 0 && next.startsWith("\ufeff") ? next.substring(1) : next;
            line++;
            return true;
        } catch (CharacterCodingException binary) {
            throw ShellError.of(ErrorCode.SCRIPT, name + " is not UTF-8 text after line " + line);
        } catch (IOException failure) {
            throw ShellError.of(ErrorCode.SCRIPT, "cannot read " + name + ": " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
