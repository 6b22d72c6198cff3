package dev.didact.shell.command;

import dev.didact.engine.Catalog;
import dev.didact.engine.Draft;
import dev.didact.engine.Place;
import dev.didact.engine.RecipeText;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import java.util.List;
import java.util.Optional;

/// `new NAME [--from RECIPE]`: begins a draft.
final class NewCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("new", "begin a draft of a recipe", "new notes", Needs.NOTHING)
                .target("NAME", new ValueType.Text("NAME"), TargetSpec.Count.ONE, "what the recipe is called")
                .option(OptionSpec.valued("--from", Values.RECIPE, "the recipe to begin with"));
    }

    @Override
    public void run(Call call) {
        Word name = call.line().targets().getFirst();
        Place place = Problems.place(call.line(), name);
        Optional<Word> from = call.line().option("--from");
        if (from.isEmpty()) {
            call.session().begin(Draft.named(name.text(), place));
        } else {
            RecipeText recipe = Recipes.read(call, from.get(), List.of(), Optional.empty());
            Catalog catalog = call.session().workspace(call.settings()).catalog();
            Draft draft = Draft.of(recipe.file(), recipe.text(), catalog).renamed(name.text(), place);
            call.session().begin(draft);
            if (draft.losesComments()) {
                call.out().note("the comments of " + recipe.file() + " are not kept in the draft");
            }
        }
        call.out().next("next: use source …, use model …, use generator …, use rubric …, then check");
    }
}
