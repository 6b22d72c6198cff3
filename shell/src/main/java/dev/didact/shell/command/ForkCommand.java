package dev.didact.shell.command;

import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `fork RUN`: a new run from another one, behind closed rounds of it.
final class ForkCommand implements Command {
    private static final OptionSpec FROM = OptionSpec.valued(
            "--from-round",
            new ValueType.WholeNumber("N", 0, 1_000_000),
            "the first round to make anew; the first that the settings change if not given");

    @Override
    public CommandSpec spec() {
        return Recipes.running(CommandSpec.of(
                                "fork", "start a run from another one", "fork 1 --set until.rounds=9", Needs.PLUGINS)
                        .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run to start from")
                        .option(Values.SET)
                        .option(FROM))
                .option(Gate.OPTION);
    }

    @Override
    public void run(Call call) {
        Word run = call.line().targets().getFirst();
        Workspace workspace = call.session().workspace(call.settings());
        List<String> settings = Recipes.settings(call.line());
        OptionalInt from = call.line()
                .number(FROM.name())
                .map(number -> OptionalInt.of(number.intValue()))
                .orElseGet(OptionalInt::empty);
        RunSequence.Start start = listener ->
                Problems.at(call.line(), run, () -> workspace.fork(Values.run(run), settings, from, listener));
        new RunSequence(call, workspace, List.of(start), Gate.of(call.line()), Optional.empty()).go();
    }
}
