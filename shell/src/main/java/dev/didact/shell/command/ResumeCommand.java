package dev.didact.shell.command;

import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import java.util.List;
import java.util.Optional;

/// `resume RUN`: goes on from the journal; no answered call is asked again.
final class ResumeCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("resume", "go on with a run that was stopped or broken off", "resume 1", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run to go on with")
                .option(Gate.OPTION);
    }

    @Override
    public void run(Call call) {
        Word run = call.line().targets().getFirst();
        Workspace workspace = call.session().workspace(call.settings());
        RunSequence.Start start =
                listener -> Problems.at(call.line(), run, () -> workspace.resume(Values.run(run), listener));
        new RunSequence(call, workspace, List.of(start), Gate.of(call.line()), Optional.empty()).go();
    }
}
