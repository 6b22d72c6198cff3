package dev.didact.shell.command;

import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;

/// `exit [CODE]`: no further line is read.
final class ExitCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("exit", "leave the shell", "exit", Needs.NOTHING)
                .target(
                        "CODE",
                        new ValueType.WholeNumber("CODE", 0, 255),
                        TargetSpec.Count.OPTIONAL,
                        "exit code, 0 if not given");
    }

    @Override
    public void run(Call call) {
        int code =
                call.line().target(0).map(word -> Integer.parseInt(word.text())).orElse(0);
        if (code != 0) {
            call.out().note("exit " + code + " as the line asks");
        }
        call.session().leave(code);
    }
}
