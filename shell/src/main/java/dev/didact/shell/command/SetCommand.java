package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Parameters;
import java.util.List;

/// `set PATH=VALUE…`: changes the draft.
final class SetCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("set", "change a setting of the draft", "set until.rounds=4", Needs.PLUGINS)
                .taking(new Parameters.Paths("a path of the recipe and its value, YAML"));
    }

    @Override
    public void run(Call call) {
        Draft draft = call.session().draftFor(call.line());
        if (call.line().parameters().isEmpty()) {
            throw call.line().error(ErrorCode.MISSING, "'set' needs PATH=VALUE");
        }
        call.session()
                .edit(draft.set(
                        assignments(call.line()),
                        call.session().workspace(call.settings()).catalog()));
    }

    /// The `key=value` words of a line, with where they stand.
    static List<Draft.Assignment> assignments(Line line) {
        return line.parameters().stream()
                .map(parameter -> new Draft.Assignment(
                        parameter.key().text(),
                        parameter.value().text(),
                        Problems.place(line, parameter.key()),
                        Problems.place(line, parameter.value())))
                .toList();
    }
}
