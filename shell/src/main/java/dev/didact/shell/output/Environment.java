package dev.didact.shell.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What the shell knows about the place it runs in.
///
/// @param variables environment variables
/// @param folder the folder that relative paths start from
/// @param home the folder of the distribution, with `plugins/` and `examples/`; empty where there is none
/// @param inputTerminal whether standard input is a terminal
/// @param outputTerminal whether standard output is one
/// @param errorTerminal whether standard error is one
public record Environment(
        Map<String, String> variables,
        Path folder,
        Optional<Path> home,
        boolean inputTerminal,
        boolean outputTerminal,
        boolean errorTerminal) {
    private static final int USUAL_WIDTH = 100;

    public Environment {
        variables = Map.copyOf(variables);
    }

    /// The surroundings of this process. The launcher says in `DIDACT_TTY` which of the descriptors 0, 1 and 2 are
    /// terminals; without it the operating system is asked.
    ///
    /// @param console whether the Java runtime thinks that a person is there, for systems that cannot be asked
    public static Environment ofProcess(BooleanSupplier console) {
        Map<String, String> variables = System.getenv();
        Optional<String> told = Optional.ofNullable(variables.get("DIDACT_TTY"));
        return new Environment(
                variables,
                Path.of(""),
                Optional.ofNullable(System.getProperty("didact.home")).map(Path::of),
                isTerminal(told, 0, console),
                isTerminal(told, 1, console),
                isTerminal(told, 2, console));
    }

    private static boolean isTerminal(Optional<String> told, int descriptor, BooleanSupplier console) {
        if (told.isPresent()) {
            return told.get().contains(Integer.toString(descriptor));
        }
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException unreadable) {
                return false;
            }
        }
        return console.getAsBoolean();
    }

    /// The value of a variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /// Columns of the terminal as far as the variables tell; 100 where they do not.
    public int width() {
        try {
            int columns = Integer.parseInt(variable("COLUMNS").orElse("0").strip());
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (NumberFormatException notANumber) {
            return USUAL_WIDTH;
        }
    }

    /// Colours and signs for a stream: `NO_COLOR` wins over `CLICOLOR_FORCE`, which wins over what the stream is.
    public Style style(boolean terminal) {
        boolean declined = variable("NO_COLOR").isPresent();
        boolean forced =
                variable("CLICOLOR_FORCE").filter(value -> !value.equals("0")).isPresent();
        boolean capable = terminal && !variable("TERM").orElse("").equals("dumb");
        return new Style(!declined && (forced || capable), ascii());
    }

    private boolean ascii() {
        if (variable("DIDACT_ASCII").filter(value -> !value.equals("0")).isPresent()) {
            return true;
        }
        String locale = variable("LC_ALL")
                .or(() -> variable("LC_CTYPE"))
                .or(() -> variable("LANG"))
                .orElse("UTF-8")
                .toUpperCase(Locale.ROOT);
        return locale.equals("C") || locale.equals("POSIX");
    }
}
