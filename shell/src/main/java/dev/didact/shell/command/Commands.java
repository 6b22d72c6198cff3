package dev.didact.shell.command;

import dev.didact.engine.Kind;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Verbs;
import java.util.List;
import java.util.Optional;

/// The verbs by name. A command's class is loaded when its verb is asked for and not before.
public final class Commands {

    /// The verbs as the language needs to know them.
    public static final Verbs VERBS = new Verbs() {
        @Override
        public List<String> names() {
            return NAMES;
        }

        @Override
        public Optional<CommandSpec> spec(String name) {
            return find(name).map(Command::spec);
        }

        @Override
        public List<OptionSpec> globals() {
            return Settings.OPTIONS;
        }
    };

    private static final List<String> NAMES = List.of(
            "try",
            "new",
            "use",
            "set",
            "drop",
            "undo",
            "show",
            "save",
            "check",
            "preview",
            "run",
            "eval",
            "resume",
            "fork",
            "stop",
            "watch",
            "runs",
            "samples",
            "sql",
            "explain",
            "compare",
            "replay",
            "grade",
            "export",
            "report",
            "plugin",
            "plugins",
            "sources",
            "generators",
            "rubrics",
            "models",
            "learners",
            "exporters",
            "tasks",
            "schema",
            "help",
            "exit");

    private Commands() {}

    /// The command of a verb.
    public static Optional<Command> find(String verb) {
        return switch (verb) {
            case "try" -> Optional.of(new TryCommand());
            case "new" -> Optional.of(new NewCommand());
            case "use" -> Optional.of(new UseCommand());
            case "set" -> Optional.of(new SetCommand());
            case "drop" -> Optional.of(new DropCommand());
            case "undo" -> Optional.of(new UndoCommand());
            case "show" -> Optional.of(new ShowCommand());
            case "save" -> Optional.of(new SaveCommand());
            case "check" -> Optional.of(new CheckCommand());
            case "preview" -> Optional.of(new PreviewCommand());
            case "run" -> Optional.of(new RunCommand());
            case "eval" -> Optional.of(new EvalCommand());
            case "resume" -> Optional.of(new ResumeCommand());
            case "fork" -> Optional.of(new ForkCommand());
            case "stop" -> Optional.of(new StopCommand());
            case "watch" -> Optional.of(new WatchCommand());
            case "runs" -> Optional.of(new RunsCommand());
            case "samples" -> Optional.of(new SamplesCommand());
            case "sql" -> Optional.of(new SqlCommand());
            case "explain" -> Optional.of(new ExplainCommand());
            case "compare" -> Optional.of(new CompareCommand());
            case "replay" -> Optional.of(new ReplayCommand());
            case "grade" -> Optional.of(new GradeCommand());
            case "report" -> Optional.of(new ReportCommand());
            case "export" -> Optional.of(new ExportCommand());
            case "plugin" -> Optional.of(new PluginCommand());
            case "plugins" -> Optional.of(new PluginsCommand());
            case "sources" -> Optional.of(new ContributionsCommand(Kind.SOURCE));
            case "generators" -> Optional.of(new ContributionsCommand(Kind.GENERATOR));
            case "rubrics" -> Optional.of(new ContributionsCommand(Kind.RUBRIC));
            case "models" -> Optional.of(new ContributionsCommand(Kind.MODEL));
            case "learners" -> Optional.of(new ContributionsCommand(Kind.LEARNER));
            case "exporters" -> Optional.of(new ContributionsCommand(Kind.EXPORTER));
            case "tasks" -> Optional.of(new TasksCommand());
            case "schema" -> Optional.of(new SchemaCommand());
            case "help" -> Optional.of(new HelpCommand());
            case "exit" -> Optional.of(new ExitCommand());
            default -> Optional.empty();
        };
    }
}
