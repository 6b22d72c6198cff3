package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import java.util.List;

/// `show`: the draft as the file would be.
final class ShowCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("show", "print the draft", "show", Needs.NOTHING)
                .option(OptionSpec.valued(
                        "-o",
                        new ValueType.Choice(
                                List.of(new Term("yaml", "as a recipe file"), new Term("json", "the same as JSON"))),
                        "form of the recipe, yaml if not given"));
    }

    @Override
    public void run(Call call) {
        Draft draft = call.session().draftFor(call.line());
        boolean json = call.line()
                .option("-o")
                .map(Word::text)
                .map("json"::equals)
                .orElse(call.out().format().machine());
        call.out().text(json ? draft.toJson().toPrettyString() : draft.toYaml());
    }
}
