package dev.didact.shell.command;

import dev.didact.engine.RunSummary;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Needs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `runs`: the runs of the workspace.
final class RunsCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("runs", "list the runs of the workspace", "runs", Needs.JOURNAL);
    }

    /// A run for programs.
    record Run(
            int run,
            String recipe,
            String arm,
            String status,
            Optional<String> reason,
            int rounds,
            long accepted,
            Optional<Map<String, Object>> heldOut) {}

    /// A run for people.
    record ShortRun(
            int run,
            String recipe,
            String arm,
            String status,
            String reason,
            int rounds,
            long accepted,
            String heldOut) {}

    @Override
    public void run(Call call) {
        List<RunSummary> runs = call.session().workspace(call.settings()).runs();
        if (call.out().format().machine()) {
            call.out().rows(Run.class, runs.stream().map(RunsCommand::whole).toList());
        } else {
            call.out()
                    .rows(ShortRun.class, runs.stream().map(RunsCommand::brief).toList());
        }
    }

    /// A run as every result writes it.
    static Run whole(RunSummary run) {
        return new Run(
                run.run(),
                run.recipe(),
                run.arm(),
                run.status(),
                Optional.of(run.reason()).filter(reason -> !reason.isEmpty()),
                run.rounds(),
                run.accepted(),
                run.heldOut().map(EventJson::measured));
    }

    private static ShortRun brief(RunSummary run) {
        return new ShortRun(
                run.run(),
                run.recipe(),
                run.arm(),
                run.status(),
                run.reason(),
                run.rounds(),
                run.accepted(),
                run.heldOut().map(EventText::interval).orElse(""));
    }
}
