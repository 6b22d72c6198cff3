package dev.didact.shell.command;

import dev.didact.engine.Catalog;
import dev.didact.engine.Draft;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Printable;
import java.util.List;
import java.util.stream.Collectors;

/// `schema recipe`, `schema task`: the JSON Schema of recipes or tasks, with the settings of every installed component,
/// for editors.
final class SchemaCommand implements Command {
    private static final String TASK = "task";

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("schema", "print the JSON Schema for editors", "schema recipe", Needs.PLUGINS)
                .target(
                        "DOCUMENT",
                        new ValueType.Choice(
                                List.of(new Term("recipe", "recipes"), new Term(TASK, "evaluation tasks"))),
                        TargetSpec.Count.ONE,
                        "the kind of document");
    }

    @Override
    public void run(Call call) {
        Catalog catalog = call.session().workspace(call.settings()).catalog();
        boolean task = call.line().targets().getFirst().text().equals(TASK);
        String schema = (task ? Draft.taskSchema(catalog) : Draft.schema(catalog)).toPrettyString();
        // Authors' texts are in its strings, where an escape means what it stands for.
        call.out().text(schema.lines().map(Printable::of).collect(Collectors.joining("\n")));
    }
}
