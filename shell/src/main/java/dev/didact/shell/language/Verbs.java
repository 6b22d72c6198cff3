package dev.didact.shell.language;

import java.util.List;
import java.util.Optional;

/// The verbs of the shell, as the language needs to know them.
public interface Verbs {

    /// The names of all verbs in the order of help.
    List<String> names();

    /// The specification of a verb.
    Optional<CommandSpec> spec(String name);

    /// The options that every verb takes.
    List<OptionSpec> globals();
}
