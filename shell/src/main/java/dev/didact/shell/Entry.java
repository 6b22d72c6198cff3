package dev.didact.shell;

import dev.didact.shell.command.Commands;
import dev.didact.shell.command.Settings;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Parser;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.Statement;
import dev.didact.shell.language.Verbs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the lines of a sitting come from, as the command line of the program says.
///
/// @param origin the kind of origin
/// @param settings the global options that were given before or beside it
record Entry(Origin origin, Settings settings) {

    /// The kinds of origin.
    sealed interface Origin {
        /// A person types them, or standard input holds them.
        record Input() implements Origin {}

        /// `-c 'LINE; LINE'`.
        record Text(String lines) implements Origin {}

        /// `FILE.didact`.
        record Script(String file) implements Origin {}

        /// `VERB ARGS…`.
        record Words(Statement statement) implements Origin {}
    }

    private static final String NAME = "didact";
    private static final OptionSpec HELP =
            OptionSpec.flag("--help", "say what the verbs do").withLetter("-h");

    /// Reads the words of the command line.
    ///
    /// @throws ShellError where they fit no form
    static Entry of(List<String> words) {
        List<String> globals = new ArrayList<>();
        Optional<Origin> origin = Optional.empty();
        int index = 0;
        while (index < words.size()) {
            String word = words.get(index);
            boolean option = word.length() > 1 && word.startsWith("-");
            if (!option && origin.isEmpty() && !word.endsWith(".didact") && !word.equals("-")) {
                Statement statement = Statement.ofArguments(words.subList(index, words.size()));
                origin = Optional.of(new Origin.Words(statement));
                break;
            }
            if (word.equals("-c")) {
                if (index + 1 == words.size()) {
                    throw ShellError.of(ErrorCode.ENTRY, "'-c' needs the lines to run: didact -c 'LINE; LINE'");
                }
                origin = once(origin, new Origin.Text(words.get(index + 1)), word);
                index++;
            } else if (option) {
                globals.add(word);
                if (takesNext(word) && index + 1 < words.size()) {
                    globals.add(words.get(index + 1));
                    index++;
                }
            } else {
                origin = once(origin, word.equals("-") ? new Origin.Input() : new Origin.Script(word), word);
            }
            index++;
        }
        Line line = bind(globals);
        if (line.has("--help") && origin.isEmpty()) {
            origin = Optional.of(new Origin.Text("help"));
        }
        return new Entry(origin.orElse(new Origin.Input()), Settings.none().with(line));
    }

    private static Optional<Origin> once(Optional<Origin> before, Origin origin, String word) {
        if (before.isPresent()) {
            throw ShellError.of(
                    ErrorCode.ENTRY, "'" + word + "' is one too many: give -c, one FILE.didact or VERB ARGS…");
        }
        return Optional.of(origin);
    }

    private static boolean takesNext(String word) {
        return Settings.OPTIONS.stream()
                .anyMatch(option -> option.takesValue() && option.forms().contains(word));
    }

    /// Binds the global options as if they were a line of their own, which gives the usual errors.
    private static Line bind(List<String> globals) {
        List<String> line = new ArrayList<>(List.of(NAME));
        line.addAll(globals);
        CommandSpec spec =
                CommandSpec.of(NAME, "start the shell", NAME, Needs.NOTHING).option(HELP);
        return Parser.parse(
                new Verbs() {
                    @Override
                    public List<String> names() {
                        return Commands.VERBS.names();
                    }

                    @Override
                    public Optional<CommandSpec> spec(String name) {
                        return Optional.of(spec);
                    }

                    @Override
                    public List<OptionSpec> globals() {
                        return Settings.OPTIONS;
                    }
                },
                Statement.ofArguments(line));
    }
}
