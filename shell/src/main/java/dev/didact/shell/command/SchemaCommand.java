package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import java.util.List;

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
        call.out()
                .text(Draft.schema(call.session().workspace(call.settings()).catalog())
                        .toPrettyString());
    }
}
