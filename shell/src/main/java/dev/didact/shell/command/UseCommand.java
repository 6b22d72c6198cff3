package dev.didact.shell.command;

import dev.didact.engine.Catalog;
import dev.didact.engine.Draft;
import dev.didact.engine.Kind;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Parameters;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `use KIND NAME key=value…`: adds a component to the draft. A key is a path of its entry: what the component itself
/// takes is under `with.`, everything beside it is the engine's.
final class UseCommand implements Command {

    @Override
    public CommandSpec spec() {
        List<Term> kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.EXPORTER)
                .map(kind -> new Term(kind.word(), "see " + kind.plural()))
                .toList();
        return CommandSpec.of(
                        "use",
                        "add a component to the draft",
                        "use rubric length min=1 with.max-words=5",
                        Needs.PLUGINS)
                .target("KIND", new ValueType.Choice(kinds), TargetSpec.Count.ONE, "kind of component")
                .target(
                        "NAME",
                        new ValueType.Named("NAME", Reference.COMPONENT),
                        TargetSpec.Count.ONE,
                        "name of the component")
                .taking(new Parameters.Paths("a part of its entry in the recipe; its own settings are under with."));
    }

    @Override
    public void run(Call call) {
        Line line = call.line();
        Draft draft = call.session().draftFor(line);
        Kind kind = Kind.valueOf(line.targets().get(0).text().toUpperCase(Locale.ROOT));
        Word name = line.targets().get(1);
        Catalog catalog = call.session().workspace(call.settings()).catalog();
        call.session()
                .edit(draft.use(kind, name.text(), SetCommand.assignments(line), Problems.place(line, name), catalog));
    }
}
