package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `save [FILE]`: writes the draft as a recipe file. A file that somebody else made is replaced only with `--yes`.
final class SaveCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("save", "write the draft as a recipe file", "save", Needs.NOTHING)
                .target(
                        "FILE",
                        new ValueType.FilePath("FILE"),
                        TargetSpec.Count.OPTIONAL,
                        "the file; NAME.yaml if not given");
    }

    /// What was written.
    record Saved(String file) {}

    @Override
    public void run(Call call) {
        Draft draft = call.session().draftFor(call.line());
        String name = call.line().target(0).map(Word::text).orElse(draft.name() + ".yaml");
        Path file = call.session().environment().folder().resolve(name);
        if (Files.exists(file)
                && !call.session().saved(file)
                && !call.settings().yes()) {
            throw call.line().error(ErrorCode.STATE, "'" + name + "' is there already: save --yes replaces it");
        }
        try {
            Files.writeString(file, draft.toYaml());
        } catch (IOException unwritable) {
            throw ShellError.of(ErrorCode.OUTPUT, "cannot write '" + name + "': " + unwritable.getMessage());
        }
        call.session().savedAs(file);
        call.out().document(new Saved(name), List.of("saved " + name));
        call.out().next("run " + name + " repeats it");
    }
}
