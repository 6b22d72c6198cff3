package dev.didact.shell.command;

import dev.didact.shell.output.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A question to the person who started the program with one line: shown on standard error, answered on standard input.
final class TerminalQuestion {
    private TerminalQuestion() {}

    /// What was typed; empty where no person sits at both ends.
    ///
    /// @param input standard input, where it does not hold the lines themselves
    /// @param messages standard error
    static Optional<String> ask(
            String question, Environment environment, Optional<InputStream> input, OutputStream messages) {
        if (input.isEmpty() || !environment.inputTerminal() || !environment.errorTerminal()) {
            return Optional.empty();
        }
        try {
            messages.write(question.getBytes(StandardCharsets.UTF_8));
            messages.flush();
            return Optional.of(line(input.get()));
        } catch (IOException nobodyThere) {
            return Optional.empty();
        }
    }

    private static String line(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
