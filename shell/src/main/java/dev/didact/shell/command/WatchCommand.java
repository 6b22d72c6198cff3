package dev.didact.shell.command;

import dev.didact.engine.RunEvent;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import java.util.List;

/// `watch RUN`: shows a run that goes on, in this process or another. Leaving the view does not stop the run.
final class WatchCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("watch", "look at a run while it goes on", "watch 1", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run to look at");
    }

    @Override
    public void run(Call call) {
        Word word = call.line().targets().getFirst();
        Workspace workspace = call.session().workspace(call.settings());
        // A run that is not there is an error of the line, said before the view begins.
        int run = Problems.at(
                call.line(),
                word,
                () -> workspace.view(Values.run(word)).summary().run());
        EventText text = new EventText(call.out());
        try {
            workspace.watch(run, event -> show(call, text, event));
        } catch (InterruptedException left) {
            call.out().note("run " + run + " goes on");
        }
    }

    private static void show(Call call, EventText text, RunEvent event) {
        List<String> lines = switch (event) {
            case RunEvent.Started started -> text.started(started);
            case RunEvent.RoundFinished round -> text.round(round);
            case RunEvent.ModelDown down -> text.down(down);
            case RunEvent.ModelUp up -> text.up(up);
            case RunEvent.Finished finished -> text.finished(finished);
            case RunEvent.Progress progress -> List.of();
            case RunEvent.Decided decided -> List.of();
        };
        EventJson.of(event).ifPresent(json -> call.out().event(json, lines));
    }
}
