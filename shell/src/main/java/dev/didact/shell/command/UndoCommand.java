package dev.didact.shell.command;

import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Needs;

/// `undo`: takes back the last change of the draft.
final class UndoCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("undo", "take back the last change of the draft", "undo", Needs.NOTHING);
    }

    @Override
    public void run(Call call) {
        if (!call.session().undo()) {
            throw call.line().error(ErrorCode.STATE, "there is nothing to take back");
        }
    }
}
