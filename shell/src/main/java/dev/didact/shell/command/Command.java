package dev.didact.shell.command;

import dev.didact.shell.language.CommandSpec;

/// One verb.
public interface Command {

    /// Everything that is known about the verb without running it.
    CommandSpec spec();

    /// Runs one line. Called on the thread that reads lines, one line at a time.
    ///
    /// @throws dev.didact.shell.language.ShellError for everything the person can put right
    void run(Call call);
}
