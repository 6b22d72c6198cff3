package dev.didact.shell.command;

import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import java.util.List;

/// `stop RUN`: asks a run to stop, whichever process it is in.
final class StopCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("stop", "ask a run to stop and keep everything", "stop 1", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run to stop");
    }

    /// What came of it.
    record Stopped(int run, boolean wasRunning) {}

    @Override
    public void run(Call call) {
        Word word = call.line().targets().getFirst();
        int run = Values.run(word);
        boolean running = Problems.at(
                call.line(),
                word,
                () -> call.session().workspace(call.settings()).stop(run));
        String line = running ? "run " + run + " stops after the sample in hand" : "run " + run + " was not running";
        call.out().document(new Stopped(run, running), List.of(line));
        call.out().next("resume " + run);
    }
}
