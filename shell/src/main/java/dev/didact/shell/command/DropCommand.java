package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;

/// `drop PATH…`: takes something out of the draft.
final class DropCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("drop", "take something out of the draft", "drop until.rounds", Needs.NOTHING)
                .target(
                        "PATH",
                        new ValueType.Named("PATH", Reference.PATH),
                        TargetSpec.Count.SEVERAL,
                        "a path of the recipe");
    }

    @Override
    public void run(Call call) {
        Draft draft = call.session().draftFor(call.line());
        for (Word path : call.line().targets()) {
            draft = draft.drop(path.text(), Problems.place(call.line(), path));
        }
        call.session().edit(draft);
    }
}
