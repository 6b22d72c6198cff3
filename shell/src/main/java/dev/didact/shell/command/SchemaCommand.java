package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Printable;
import java.util.List;
import java.util.stream.Collectors;

/// `schema recipe`: the JSON Schema of recipes, with the settings of every installed component, for editors.
final class SchemaCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("schema", "print the JSON Schema for editors", "schema recipe", Needs.PLUGINS)
                .target(
                        "DOCUMENT",
                        new ValueType.Choice(List.of(new Term("recipe", "recipes"))),
                        TargetSpec.Count.ONE,
                        "the kind of document");
    }

    @Override
    public void run(Call call) {
        String schema = Draft.schema(call.session().workspace(call.settings()).catalog())
                .toPrettyString();
        // Authors' texts are in its strings, where an escape means what it stands for.
        call.out().text(schema.lines().map(Printable::of).collect(Collectors.joining("\n")));
    }
}
