package dev.didact.shell.command;

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

    private static final List<String> NAMES = List.of("help", "exit");

    private Commands() {}

    /// The command of a verb.
    public static Optional<Command> find(String verb) {
        return switch (verb) {
            case "help" -> Optional.of(new HelpCommand());
            case "exit" -> Optional.of(new ExitCommand());
            default -> Optional.empty();
        };
    }
}
