package dev.didact.shell.language;

import java.util.Locale;
import java.util.Optional;

/// The kinds of error a person or a script can meet. The number says which exit code follows: E1xx the line, E2xx
/// the recipe (both 2), E3xx a gate (3), E4xx the surroundings (4), E5xx the command or run itself (1). The engine has
/// codes of its own in these ranges; the shell's begin at x90 above E1xx and E3xx.
public enum ErrorCode {
    VERB("E101", "the first word of a line is not a verb", "type 'help' for the verbs"),
    NAME("E102", "a name or reference is unknown", "list what there is: runs, rubrics, models, sources, plugins"),
    VALUE("E103", "a value has the wrong type or is out of range", "see 'help VERB' for what is allowed"),
    UNCLOSED("E104", "a quote, a bracket or a joined line is not closed", "close it, or quote the word with '…'"),
    OPTION("E105", "the verb has no such option", "see 'help VERB' for its options"),
    MISSING("E106", "a target or the value of an option is missing", "see 'help VERB' for what it needs"),
    EXCESS("E107", "there are more targets than the verb takes", "quote a text that contains blanks"),
    PARAMETER("E108", "the verb has no such parameter", "see 'help VERB' for its parameters"),
    REPEATED("E109", "an option or parameter is given twice", "keep one of them"),
    QUOTING("E110", "quotes, brackets or escapes do not fit together", "quote the whole word with '…'"),
    SCRIPT("E190", "a file of lines or text cannot be read", "check its name and that it is UTF-8 text"),
    ENTRY("E191", "the command line of didact itself is wrong", "didact [-c 'LINE; LINE' | FILE.didact | VERB ARGS…]"),
    STATE("E192", "the line does not fit the present state", "see the message"),
    CONSENT("E193", "a consent is needed and nobody can be asked", "read what is asked for, then add --yes to agree"),
    RECIPE("E290", "a recipe is missing or wrong", "correct the place that the message names"),
    GATE("E301", "a gate asked for with --require was not met", "see 'runs' and 'report' for what was reached"),
    OUTPUT("E490", "the output cannot be written", "check space and rights of where it goes"),
    HOME("E492", "the distribution is not complete", "start the launcher bin/didact of a distribution"),
    TERMINAL("E491", "the terminal cannot be used", "use -c, a file of lines or standard input"),
    WORKSPACE("E493", "the workspace is not a folder", "name another one with --workspace DIR"),
    FAILED("E590", "the command failed although the line was right", "see the message"),
    RUN_FAILED("E591", "the run failed", "what was done is kept: resume it"),
    UNEXPECTED("E592", "the program met a case it does not know", "report it with the line that was typed"),
    INTERRUPTED("E593", "the command was interrupted", "a run keeps its checkpoint: resume it");

    private final String id;
    private final String meaning;
    private final String remedy;

    ErrorCode(String id, String meaning, String remedy) {
        this.id = id;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /// `E101` and so on; stable.
    public String id() {
        return id;
    }

    /// What this kind of error is.
    public String meaning() {
        return meaning;
    }

    /// What to do about it.
    public String remedy() {
        return remedy;
    }

    /// The exit code of a command that ends with this error.
    public int exitCode() {
        if (this == INTERRUPTED) {
            return 130;
        }
        return exitCode(id.charAt(1));
    }

    /// The exit code of a range.
    public static int exitCode(char range) {
        return switch (range) {
            case '1', '2' -> 2;
            case '3' -> 3;
            case '4' -> 4;
            default -> 1;
        };
    }

    /// What the codes of a range have in common, for those that the engine gives.
    public static Optional<String> range(String id) {
        return switch (id.charAt(1)) {
            case '1' -> Optional.of("a line or a reference is wrong; the message says what would be right");
            case '2' -> Optional.of("a recipe or a setting is wrong; the message names the place");
            case '4' -> Optional.of("the surroundings are in the way: a model, a plugin, a lock, a disk or a right");
            case '5' -> Optional.of("the command or run failed although the line was right; what was done is kept");
            default -> Optional.empty();
        };
    }

    /// The code that a person names, in either case.
    public static Optional<ErrorCode> byId(String id) {
        String wanted = id.toUpperCase(Locale.ROOT);
        for (ErrorCode code : values()) {
            if (code.id.equals(wanted)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
