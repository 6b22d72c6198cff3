package dev.didact.shell.command;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.output.Json;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/// What `grade` is given: JSON lines that are read as they come.
///
/// @param name what people call it
/// @param lines its bytes
/// @param whole whether all of it is there; otherwise somebody may still be writing it
record Given(String name, InputStream lines, boolean whole) implements AutoCloseable {

    /// What a target means: standard input, a file, or a text.
    ///
    /// @throws ShellError if there is no such file, or no standard input to read
    static Given of(Call call, Word target) throws IOException {
        if (target.text().equals("-")) {
            InputStream input = call.session()
                    .input()
                    .orElseThrow(() -> call.line()
                            .error(
                                    ErrorCode.SCRIPT,
                                    target,
                                    "standard input holds the lines of the shell here: name a file"));
            return new Given("stdin", new Kept(input), false);
        }
        try {
            Path file = call.session().environment().folder().resolve(target.text());
            if (Files.isDirectory(file)) {
                throw call.line().error(ErrorCode.SCRIPT, target, "'" + target.text() + "' is a folder");
            }
            if (Files.exists(file)) {
                return new Given(target.text(), Files.newInputStream(file), Files.isRegularFile(file));
            }
        } catch (InvalidPathException noPath) {
            return text(target);
        }
        if (target.text().endsWith(".jsonl")) {
            throw call.line().error(ErrorCode.SCRIPT, target, "no file '" + target.text() + "'");
        }
        return text(target);
    }

    private static Given text(Word target) {
        byte[] line = Json.of(Map.of("response", target.text())).getBytes(StandardCharsets.UTF_8);
        return new Given("the text", new ByteArrayInputStream(line), true);
    }

    /// What is told where it cannot be read.
    static ShellError unreadable(Call call, Word target, Exception failure) {
        return call.line()
                .error(ErrorCode.SCRIPT, target, "cannot read '" + target.text() + "': " + failure.getMessage());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /// Standard input, which is not ours to close.
    private static final class Kept extends FilterInputStream {
        private Kept(InputStream input) {
            super(input);
        }

        @Override
        public void close() {}
    }
}
