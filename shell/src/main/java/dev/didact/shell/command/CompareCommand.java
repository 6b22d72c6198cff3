package dev.didact.shell.command;

import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import java.util.List;

/// `compare RUN RUN…`: the settings that differ, and each measure with the interval of its difference.
final class CompareCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("compare", "say how runs differ", "compare 1 2", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.SEVERAL, "two runs or more; the first is held against");
    }

    @Override
    public void run(Call call) {
        List<Word> words = call.line().targets();
        if (words.size() < 2) {
            throw call.line().error(ErrorCode.MISSING, words.getFirst(), "'compare' needs two runs or more");
        }
        Workspace workspace = call.session().workspace(call.settings());
        List<Integer> runs = words.stream()
                .map(word -> Problems.at(
                        call.line(),
                        word,
                        () -> workspace.view(Values.run(word)).summary().run()))
                .toList();
        Comparisons.show(call.out(), workspace.compare(runs));
    }
}
