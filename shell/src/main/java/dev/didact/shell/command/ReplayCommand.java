package dev.didact.shell.command;

import dev.didact.engine.Replayed;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.List;

/// `replay RUN --verify`: derives a run again from its recorded answers and compares.
final class ReplayCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("replay", "derive a run again from its journal", "replay 1 --verify", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run")
                .option(OptionSpec.flag("--verify", "end with exit code 1 if anything differs"));
    }

    @Override
    public void run(Call call) {
        Word word = call.line().targets().getFirst();
        Workspace workspace = call.session().workspace(call.settings());
        Replayed replayed = Problems.at(call.line(), word, () -> workspace.replay(Values.run(word)));
        show(call, replayed);
        if (call.line().has("--verify") && replayed.difference().isPresent()) {
            throw ShellError.of(
                    ErrorCode.FAILED,
                    "run " + replayed.run() + " is not what its journal gives: "
                            + replayed.difference().get());
        }
    }

    private static void show(Call call, Replayed replayed) {
        List<String> lines = new ArrayList<>();
        String counts = replayed.samples() + " samples, " + replayed.rounds() + " rounds, " + replayed.checkpoints()
                + " checkpoints derived again";
        lines.add("run " + replayed.run() + "  " + counts + ", "
                + replayed.difference()
                        .map(difference -> call.out().style().red("first difference: " + Printable.of(difference)))
                        .orElse(call.out().style().green("identical")));
        replayed.notes().forEach(note -> lines.add("  " + Printable.of(note)));
        call.out().document(replayed, lines);
    }
}
