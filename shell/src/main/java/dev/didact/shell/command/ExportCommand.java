package dev.didact.shell.command;

import dev.didact.api.data.Receipt;
import dev.didact.engine.Kind;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `export RUN --to DIR --format NAME [--isolation process [--process-memory SIZE]]`: writes the samples of a run for
/// other tools, and says what has no place there.
final class ExportCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec verb = CommandSpec.of(
                        "export",
                        "write the samples of a run for other tools",
                        "export 1 --to out --format jsonl",
                        Needs.PLUGINS)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run")
                .option(OptionSpec.valued("--to", new ValueType.FilePath("DIR"), "the folder to make"))
                .option(OptionSpec.valued(
                        "--format", new ValueType.Named("NAME", Reference.EXPORTER), "the exporter that writes"))
                .option(Values.WITH);
        return Isolation.options(verb, "a Java exporter");
    }

    @Override
    public void run(Call call) {
        Word run = call.line().targets().getFirst();
        Word to = required(call, "--to");
        Word format = required(call, "--format");
        Optional<ProcessMemory> memory = Isolation.memory(call.line());
        Workspace workspace = call.session().workspace(call.settings());
        int number = Problems.at(
                call.line(),
                run,
                () -> workspace.view(Values.run(run)).summary().run());
        String exporter = Problems.at(
                call.line(),
                format,
                () -> workspace
                        .catalog()
                        .find(Kind.EXPORTER, format.text(), Optional.empty())
                        .fullId());
        Path folder = call.session().environment().folder().resolve(to.text());
        try {
            Receipt receipt = workspace.export(number, exporter, Values.texts(call.line(), "--with"), folder, memory);
            call.out().document(receipt, lines(to.text(), receipt));
        } catch (InterruptedException interrupt) {
            throw ShellError.of(ErrorCode.INTERRUPTED, "the export was interrupted: '" + to.text() + "' is incomplete");
        }
    }

    private static Word required(Call call, String option) {
        return call.line()
                .option(option)
                .orElseThrow(() -> call.line().error(ErrorCode.MISSING, "'export' needs " + option));
    }

    private static List<String> lines(String folder, Receipt receipt) {
        List<String> lines = new ArrayList<>();
        receipt.files()
                .forEach(file -> lines.add(file.samples() + " samples   " + Printable.of(folder + "/" + file.file())));
        receipt.skipped()
                .forEach(skipped -> lines.add(skipped.samples() + " left out   " + Printable.of(skipped.reason())));
        return lines;
    }
}
