package dev.didact.shell;

import dev.didact.engine.Workspace;
import dev.didact.shell.command.Session;
import dev.didact.shell.command.Settings;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.SourceText;
import dev.didact.shell.language.Statement;
import dev.didact.shell.output.ClosedPipe;
import dev.didact.shell.output.Environment;
import dev.didact.shell.screen.Prompt;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The program. Exit codes: 0 done; 1 the command or run failed; 2 usage or recipe; 3 a gate was not met; 4 the
/// surroundings; 130 interrupted.
public final class Main {
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private Main() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] args) {
        var messages = new FileOutputStream(FileDescriptor.err);
        // What plugins and their libraries print is no result; and nobody but this process may close its streams.
        System.setOut(shared(messages));
        System.setErr(shared(messages));
        int code = run(
                List.of(args),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                messages,
                Environment.ofProcess(() -> Optional.ofNullable(System.console())
                        .map(Console::isTerminal)
                        .orElse(false)),
                Workspace::open);
        Thread.ofPlatform().daemon().name("didact-end").start(() -> end(code));
        System.exit(code);
    }

    private static PrintStream shared(OutputStream out) {
        return new PrintStream(out, true) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    /// Ends a process that a plugin's shutdown hook would keep.
    private static void end(int code) {
        try {
            Thread.sleep(LONGEST_END);
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs the program in this process.
    ///
    /// @param args the words of the command line
    /// @param in standard input; not used by the prompt, which reads its terminal
    /// @param out where results go; a write that fails because the reader has gone ends the program quietly
    /// @param err where messages and errors go
    /// @param environment the surroundings
    /// @param opener opens a workspace when a line first needs one
    /// @return the exit code
    public static int run(
            List<String> args,
            InputStream in,
            OutputStream out,
            OutputStream err,
            Environment environment,
            Function<Workspace.Settings, Workspace> opener) {
        return UnlistedThread.run(() -> here(args, in, out, err, environment, opener));
    }

    private static int here(
            List<String> args,
            InputStream in,
            OutputStream out,
            OutputStream err,
            Environment environment,
            Function<Workspace.Settings, Workspace> opener) {
        Entry entry;
        try {
            entry = Entry.of(args);
        } catch (ShellError error) {
            Statement words = Statement.ofArguments(prepend(args));
            Session.batch(environment, Settings.none(), Optional.empty(), out, err, opener)
                    .report(error, Optional.of(words));
            return error.exitCode();
        }
        boolean prompt = entry.origin() instanceof Entry.Origin.Input
                && environment.inputTerminal()
                && environment.outputTerminal()
                && !args.contains("-");
        if (prompt) {
            try {
                return Prompt.run(environment, entry.settings(), opener);
            } catch (IOException failure) {
                ShellError error =
                        ShellError.of(ErrorCode.TERMINAL, "the terminal cannot be used: " + failure.getMessage());
                Session.batch(environment, entry.settings(), Optional.empty(), out, err, opener)
                        .report(error, Optional.empty());
                return error.exitCode();
            }
        }
        try {
            Optional<InputStream> free =
                    entry.origin() instanceof Entry.Origin.Input ? Optional.empty() : Optional.of(in);
            return batch(entry, in, Session.batch(environment, entry.settings(), free, out, err, opener));
        } catch (ClosedPipe gone) {
            return 0;
        }
    }

    private static int batch(Entry entry, InputStream in, Session session) {
        try (session) {
            return new Batch(session).run(() -> chunks(entry, in, session.environment()));
        }
    }

    private static List<String> prepend(List<String> args) {
        List<String> words = new ArrayList<>(List.of("didact"));
        words.addAll(args);
        return words;
    }

    private static Chunks chunks(Entry entry, InputStream in, Environment environment) {
        return switch (entry.origin()) {
            case Entry.Origin.Input input -> Chunks.reading("stdin", in);
            case Entry.Origin.Text text -> Chunks.of(SourceText.typed(text.lines()));
            case Entry.Origin.Words words -> Chunks.of(words.statement());
            case Entry.Origin.Script script -> {
                try {
                    yield Chunks.reading(
                            script.file(),
                            Files.newInputStream(environment.folder().resolve(script.file())));
                } catch (IOException | InvalidPathException failure) {
                    throw ShellError.of(ErrorCode.SCRIPT, "cannot read '" + script.file() + "'" + reason(failure));
                }
            }
        };
    }

    private static String reason(Exception failure) {
        return failure instanceof NoSuchFileException ? ": no such file" : ": " + failure.getMessage();
    }
}
