package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Parser;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.Statement;
import dev.didact.shell.language.Token;
import dev.didact.shell.log.LogFile;
import dev.didact.shell.output.Environment;
import dev.didact.shell.output.ErrorText;
import dev.didact.shell.output.Format;
import dev.didact.shell.output.Out;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/// One sitting: the lines of one prompt, script or command line, in order. Not thread-safe; one thread runs its lines.
public final class Session implements AutoCloseable {
    /// The engine's code for a run that failed by what nobody expected.
    private static final String RUN_FAILED = "E500";

    private final Environment environment;
    private final Settings settings;
    private final Optional<InputStream> input;
    private final OutputStream results;
    private final OutputStream messages;
    private final boolean interactive;
    private final IntSupplier width;
    private final Function<String, Optional<String>> asker;
    private final OpenedWorkspace workspace;
    private final DraftHistory draft = new DraftHistory();
    private final List<RunningRun> running = new CopyOnWriteArrayList<>();
    private OptionalInt leaving = OptionalInt.empty();

    /// @param environment the surroundings
    /// @param settings what was set for all lines
    /// @param input standard input, where it does not hold the lines themselves
    /// @param results standard output, or what stands for it at the prompt
    /// @param messages standard error, or what stands for it at the prompt
    /// @param interactive whether a person types the lines
    /// @param width columns of the screen, asked for at each line
    /// @param asker puts a question to the person; empty where there is none
    /// @param opener opens a workspace when a line needs one
    private Session(
            Environment environment,
            Settings settings,
            Optional<InputStream> input,
            OutputStream results,
            OutputStream messages,
            boolean interactive,
            IntSupplier width,
            Function<String, Optional<String>> asker,
            Function<Workspace.Settings, Workspace> opener) {
        this.environment = environment;
        this.settings = settings;
        this.input = input;
        this.results = results;
        this.messages = messages;
        this.interactive = interactive;
        this.width = width;
        this.asker = asker;
        this.workspace = new OpenedWorkspace(environment, opener);
    }

    /// A sitting whose lines nobody types.
    ///
    /// @param input standard input, where it does not hold the lines themselves
    /// @param results standard output
    /// @param messages standard error
    /// @param opener opens a workspace when a line needs one
    public static Session batch(
            Environment environment,
            Settings settings,
            Optional<InputStream> input,
            OutputStream results,
            OutputStream messages,
            Function<Workspace.Settings, Workspace> opener) {
        return new Session(
                environment,
                settings,
                input,
                results,
                messages,
                false,
                environment::width,
                question -> TerminalQuestion.ask(question, environment, input, messages),
                opener);
    }

    /// A sitting at the prompt.
    ///
    /// @param screen where everything is shown
    /// @param width columns of the screen, asked for at each line
    /// @param asker puts a question to the person and returns what they typed
    /// @param opener opens a workspace when a line needs one
    public static Session prompt(
            Environment environment,
            Settings settings,
            OutputStream screen,
            IntSupplier width,
            UnaryOperator<String> asker,
            Function<Workspace.Settings, Workspace> opener) {
        return new Session(
                environment,
                settings,
                Optional.empty(),
                screen,
                screen,
                true,
                width,
                question -> Optional.of(asker.apply(question)),
                opener);
    }

    public Environment environment() {
        return environment;
    }

    /// Standard input, where it does not hold the lines themselves.
    Optional<InputStream> input() {
        return input;
    }

    /// Asks the person a question that is answered with yes or no; empty where nobody can be asked.
    Optional<Boolean> ask(String question) {
        return asker.apply(question)
                .map(answer -> List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT)));
    }

    /// Whether a person types the lines.
    public boolean interactive() {
        return interactive;
    }

    /// The workspace that a line means; opened if it is not yet.
    Workspace workspace(Settings chosen) {
        return workspace.get(chosen);
    }

    /// A workspace in a folder of its own, with the plugins and settings that a line means; to be closed.
    Workspace workspaceIn(Path folder, Settings chosen) {
        return workspace.open(folder, chosen);
    }

    /// Opens the workspace that a line without options means, so that it is at hand. Safe to call from any thread.
    public void warm() {
        workspace.get(settings);
    }

    /// The workspace, if it is open. Safe to call from any thread.
    public Optional<Workspace> openedWorkspace() {
        return workspace.opened();
    }

    /// The recipe that is being composed.
    Optional<Draft> draft() {
        return draft.current();
    }

    /// The recipe that is being composed, for a line that cannot do without.
    Draft draftFor(Line line) {
        return draft.current()
                .orElseThrow(() -> line.error(ErrorCode.STATE, "there is no draft: begin one with 'new NAME'"));
    }

    /// Begins another draft.
    void begin(Draft begun) {
        draft.begin(begun);
    }

    /// Makes this the state of the draft.
    void edit(Draft changed) {
        draft.edit(changed);
    }

    /// Takes back the last change of the draft; false where there is none.
    boolean undo() {
        return draft.undo();
    }

    /// Whether this sitting wrote the file.
    boolean saved(Path file) {
        return draft.wrote(file);
    }

    /// Remembers where the draft was written.
    void savedAs(Path file) {
        draft.savedAs(file);
    }

    /// What the prompt shows of the draft: its name, and a star where it is not saved.
    public String draftLabel() {
        return draft.current()
                .map(current -> current.name() + (draft.changed() ? "*" : ""))
                .orElse("");
    }

    /// The runs that go on while the prompt is used, oldest first. Safe to read from any thread.
    public List<RunningRun> running() {
        running.removeIf(RunningRun::ended);
        return List.copyOf(running);
    }

    /// Adds a run that goes on while the prompt is used.
    void started(RunningRun run) {
        running.add(run);
    }

    /// Runs one statement.
    ///
    /// @throws ShellError where the line is wrong or its command says so
    public void execute(Statement statement) {
        if (asksForHelp(statement)) {
            execute(Statement.ofArguments(
                    List.of("help", statement.tokens().getFirst().text())));
            return;
        }
        Line line = Parser.parse(Commands.VERBS, statement);
        Settings own = settings.with(line);
        Command command = Commands.find(line.spec().name()).orElseThrow();
        try {
            command.run(new Call(line, this, out(own.format()), own));
        } catch (ProblemException exception) {
            ShellError error = Problems.error(exception, statement.source());
            throw error.code().equals(RUN_FAILED) ? detailed(error) : error;
        }
    }

    /// What is told of something that the program did not expect. How it came to it goes to the log.
    public ShellError unexpected(Throwable thrown) {
        try {
            if (workspace.opened().isEmpty()) {
                LogFile.in(workspace.folder(settings));
            }
            LogFile.write(Level.ERROR, Session.class.getName(), "unexpected", thrown);
        } catch (ShellError noFolder) {
            // Where there can be no workspace there can be no log.
        }
        return detailed(ShellError.of(ErrorCode.UNEXPECTED, "unexpected: " + thrown));
    }

    private ShellError detailed(ShellError error) {
        Path here = environment.folder().toAbsolutePath().normalize();
        return LogFile.written()
                .map(log -> log.startsWith(here) ? here.relativize(log) : log)
                .map(log -> ShellError.of(error.code(), error.exitCode(), error.message() + "; details in " + log))
                .orElse(error);
    }

    /// Whether a line is the question that people ask by habit: `VERB --help`.
    private static boolean asksForHelp(Statement statement) {
        List<Token> words = statement.tokens();
        return words.size() == 2
                && words.get(1).isOption()
                && List.of("--help", "-h").contains(words.get(1).text());
    }

    /// Asks that no further line be read.
    void leave(int code) {
        leaving = OptionalInt.of(code);
    }

    /// The exit code with which the sitting ends, once a line asked for it.
    public OptionalInt leaving() {
        return leaving;
    }

    private Out out(Optional<Format> format) {
        boolean terminal = interactive || environment.outputTerminal();
        boolean progress = !interactive
                && environment.errorTerminal()
                && !environment.variable("TERM").orElse("").equals("dumb");
        Format chosen = format.orElse(terminal ? Format.TABLE : Format.PLAIN);
        return new Out(results, messages, chosen, environment.style(terminal), width.getAsInt(), terminal, progress);
    }

    /// Tells the person what was wrong with a statement, and a program too if it asked for JSON.
    public void report(ShellError error, Optional<Statement> statement) {
        boolean terminal = interactive || environment.errorTerminal();
        StringBuilder text = new StringBuilder();
        for (String line : ErrorText.lines(error, width.getAsInt(), environment.style(terminal))) {
            text.append(line).append('\n');
        }
        if (asksForJson(statement)) {
            text.append(ErrorText.json(error)).append('\n');
        }
        try {
            messages.write(KnownSecrets.masked(text.toString()).getBytes(StandardCharsets.UTF_8));
            messages.flush();
        } catch (IOException nobodyListens) {
            // The exit code still says that something was wrong.
        }
    }

    /// Looks at the bare words, because a line that is wrong has not been bound.
    private boolean asksForJson(Optional<Statement> statement) {
        boolean machine = settings.format().map(Format::machine).orElse(false);
        if (statement.isPresent()) {
            List<Token> tokens = statement.get().tokens();
            for (int index = 1; index < tokens.size(); index++) {
                String word = tokens.get(index).text();
                if (word.equals("-o") && index + 1 < tokens.size()) {
                    word = "-o=" + tokens.get(index + 1).text();
                }
                if (word.startsWith("-o=")) {
                    machine = Format.of(word.substring(3)).map(Format::machine).orElse(machine);
                }
            }
        }
        return machine;
    }

    /// Closes the workspace; runs that go on stop and keep everything.
    @Override
    public void close() {
        workspace.close();
    }
}
