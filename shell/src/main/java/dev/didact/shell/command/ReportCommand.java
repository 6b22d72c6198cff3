package dev.didact.shell.command;

import dev.didact.engine.Comparison;
import dev.didact.engine.RunView;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.report.LearningCurve;
import dev.didact.shell.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `report RUN… [--to FILE.html]`: one self-contained page about one run, or about one held against others; into a file
/// that ends in `.svg` the learning curve alone.
final class ReportCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("report", "write one HTML page about runs", "report 1 --to report.html", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.SEVERAL, "the run, and those it is held against")
                .option(OptionSpec.valued(
                        "--to",
                        new ValueType.FilePath("FILE.html"),
                        "the file; report-RUN.html if not given. Into FILE.svg: the curve alone"));
    }

    /// What was written.
    record Written(String file, List<Integer> runs) {}

    @Override
    public void run(Call call) {
        Workspace workspace = call.session().workspace(call.settings());
        List<RunView> views = call.line().targets().stream()
                .map(word -> Problems.at(call.line(), word, () -> workspace.view(Values.run(word))))
                .toList();
        List<Integer> runs = views.stream().map(view -> view.summary().run()).toList();
        String name = call.line().option("--to").map(Word::text).orElse("report-" + runs.getFirst() + ".html");
        try {
            Path file = call.session().environment().folder().resolve(name);
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            if (name.endsWith(".svg")) {
                Files.writeString(file, curve(call, views));
            } else {
                Optional<Comparison> comparison =
                        runs.size() > 1 ? Optional.of(workspace.compare(runs)) : Optional.empty();
                Report.write(views, comparison, file);
            }
        } catch (IOException unwritable) {
            throw ShellError.of(ErrorCode.OUTPUT, "cannot write '" + name + "': " + unwritable.getMessage());
        }
        call.out().document(new Written(name, runs), List.of("wrote " + name));
    }

    private static String curve(Call call, List<RunView> views) {
        try {
            return LearningCurve.svg(views);
        } catch (IllegalArgumentException unmeasured) {
            Word first = call.line().targets().getFirst();
            throw call.line().error(ErrorCode.NAME, first, "cannot draw a curve: " + unmeasured.getMessage());
        }
    }
}
