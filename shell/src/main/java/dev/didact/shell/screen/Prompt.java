package dev.didact.shell.screen;

import dev.didact.engine.Workspace;
import dev.didact.shell.command.Commands;
import dev.didact.shell.command.RunningRun;
import dev.didact.shell.command.Session;
import dev.didact.shell.command.Settings;
import dev.didact.shell.language.Completer;
import dev.didact.shell.language.Completion;
import dev.didact.shell.language.Lexer;
import dev.didact.shell.language.Painter;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.SourceText;
import dev.didact.shell.language.Statement;
import dev.didact.shell.output.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The interactive shell: reads a line, runs it, until the person leaves. Runs go on while the prompt is used.
///
/// Ctrl-C clears a line that has text. On an empty line it stops the runs that go on, and otherwise says how to leave;
/// it never leaves the shell. While a command is at work it interrupts the command. Ctrl-D on an empty line leaves.
public final class Prompt {
    private static final long SECOND_PRESS = TimeUnit.SECONDS.toNanos(1);
    private static final String SECRETS = "*api-key=*:*password=*:*secret=*:*token=*";

    private final Terminal terminal;
    private final LockedLineReader reader;
    private final Screen screen;
    private final Session session;
    private final Names names;
    private Optional<Long> lastInterrupt = Optional.empty();

    private Prompt(
            Terminal terminal,
            Environment environment,
            Settings settings,
            Function<Workspace.Settings, Workspace> opener) {
        this.terminal = terminal;
        this.names = new Names(environment.folder());
        this.reader = reader(terminal, environment, names);
        AtomicReference<Optional<Session>> known = new AtomicReference<>(Optional.empty());
        this.screen = new Screen(
                terminal,
                reader,
                () -> known.get()
                        .map(session -> ProgressRows.of(
                                session.running().stream()
                                        .map(RunningRun::progress)
                                        .toList(),
                                width(terminal),
                                environment.style(true)))
                        .orElse(List.of()));
        this.session = Session.prompt(
                environment, settings, new ScreenStream(screen), () -> width(terminal), this::ask, opener);
        known.set(Optional.of(session));
    }

    /// Runs the prompt on the terminal of this process.
    ///
    /// @return the exit code
    /// @throws IOException if the terminal cannot be used
    public static int run(Environment environment, Settings settings, Function<Workspace.Settings, Workspace> opener)
            throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .providers("jni,exec")
                .dumb(true)
                .graphemeCluster(false)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build()) {
            return new Prompt(terminal, environment, settings, opener).loop();
        }
    }

    private static int width(Terminal terminal) {
        return terminal.getColumns() > 0 ? terminal.getColumns() : 100;
    }

    private static LockedLineReader reader(Terminal terminal, Environment environment, Names names) {
        Completer completer = new Completer(Commands.VERBS, names);
        LockedLineReader reader = new LockedLineReader(terminal, "didact");
        reader.setParser(new EditorParser(completer));
        reader.setCompleter((editor, line, candidates) -> offer(line, candidates));
        if (environment.style(true).colour()) {
            reader.setHighlighter(new EditorHighlighter(new Painter(Commands.VERBS)));
        }
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        reader.setOpt(LineReader.Option.CASE_INSENSITIVE);
        reader.unsetOpt(LineReader.Option.INSERT_TAB);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%M> ");
        reader.setVariable(LineReader.HISTORY_IGNORE, SECRETS);
        historyFile(environment).ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
        return reader;
    }

    private static Optional<Path> historyFile(Environment environment) {
        return environment
                .variable("XDG_STATE_HOME")
                .map(Path::of)
                .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".local", "state")))
                .map(state -> state.resolve("didact").resolve("history"));
    }

    private static void offer(ParsedLine line, List<Candidate> candidates) {
        if (line instanceof EditorParser.Parsed parsed) {
            int order = 0;
            for (Completion.Candidate one : parsed.completion().candidates()) {
                candidates.add(
                        new Candidate(one.text(), one.shown(), null, one.doc(), null, null, one.complete(), order++));
            }
        }
    }

    private int loop() {
        Thread reading = Thread.currentThread();
        terminal.handle(Terminal.Signal.INT, signal -> reading.interrupt());
        screen.start();
        try (screen) {
            screen.print("Didact   'help' lists the verbs, Tab completes at any point, Ctrl-D leaves");
            screen.flush();
            Thread.ofVirtual().name("didact-workspace").start(this::warm);
            while (session.leaving().isEmpty()) {
                try {
                    String label = session.draftLabel();
                    execute(reader.readLine(label.isEmpty() ? "didact> " : "didact " + label + "> "));
                    Thread.ofVirtual().name("didact-names").start(() -> names.refresh(session.openedWorkspace()));
                } catch (UserInterruptException interrupt) {
                    interrupted(interrupt.getPartialLine());
                } catch (EndOfFileException end) {
                    break;
                }
            }
            session.running().forEach(RunningRun::stop);
            session.close();
            return session.leaving().orElse(0);
        } finally {
            save();
        }
    }

    /// Opens the workspace while the person reads the prompt. What is wrong with it is said by the line that needs it.
    private void warm() {
        try {
            session.warm();
            names.refresh(session.openedWorkspace());
        } catch (RuntimeException saidLater) {
            names.refresh(Optional.empty());
        }
    }

    private void execute(String text) {
        Optional<Statement> current = Optional.empty();
        try {
            for (Statement statement : Lexer.statements(SourceText.typed(text))) {
                current = Optional.of(statement);
                session.execute(statement);
            }
        } catch (ShellError error) {
            session.report(error, current);
        } catch (RuntimeException | StackOverflowError unexpected) {
            session.report(session.unexpected(unexpected), current);
        } finally {
            // An interrupt that came too late for the command must not reach the next line.
            Thread.interrupted();
            screen.flush();
        }
    }

    /// What the person answers; nothing where they would rather not.
    private String ask(String question) {
        screen.flush();
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException noAnswer) {
            return "";
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    private void interrupted(String typed) {
        if (!typed.isBlank()) {
            lastInterrupt = Optional.empty();
            return;
        }
        if (stopRuns()) {
            return;
        }
        long now = System.nanoTime();
        if (lastInterrupt.filter(last -> now - last < SECOND_PRESS).isPresent()) {
            screen.print("Ctrl-D or exit leaves the shell");
            screen.flush();
        }
        lastInterrupt = Optional.of(now);
    }

    /// Stops the runs that go on.
    private boolean stopRuns() {
        List<RunningRun> running = session.running();
        if (running.isEmpty()) {
            return false;
        }
        running.forEach(RunningRun::stop);
        screen.print("stopping after the sample in hand …");
        return true;
    }

    private void save() {
        try {
            reader.getHistory().save();
        } catch (IOException unwritable) {
            screen.print("the history could not be saved: " + unwritable.getMessage());
        }
    }
}
