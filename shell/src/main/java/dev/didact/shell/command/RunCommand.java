package dev.didact.shell.command;

import dev.didact.engine.RecipeText;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import java.util.List;
import java.util.Optional;

/// `run [RECIPE]`: generates, grades, decides, learns and measures, round by round.
final class RunCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Recipes.running(Recipes.taking(CommandSpec.of(
                        "run", "run a recipe, or the draft", "run examples/first-run/recipe.yaml", Needs.PLUGINS)))
                .option(Gate.OPTION);
    }

    @Override
    public void run(Call call) {
        start(call, Recipes.of(call), Optional.empty());
    }

    /// Runs a recipe as the options of the line say.
    ///
    /// @param closing what to try next, said at the end
    static void start(Call call, RecipeText recipe, Optional<String> closing) {
        Workspace workspace = call.session().workspace(call.settings());
        List<Gate> gates = Values.texts(call.line(), Gate.OPTION.name()).stream()
                .map(Gate::parse)
                .toList();
        Gate.check(call.line(), gates, () -> workspace.measures(recipe));
        boolean all = call.line()
                .option("--arm")
                .map(Word::text)
                .filter("all"::equals)
                .isPresent();
        List<RecipeText> recipes = List.of(recipe);
        if (all) {
            List<String> arms = workspace.arms(recipe);
            if (arms.isEmpty()) {
                throw call.line()
                        .error(
                                ErrorCode.NAME,
                                call.line().option("--arm").get(),
                                "'" + recipe.file() + "' has no arms");
            }
            recipes = arms.stream().map(recipe::withArm).toList();
        }
        List<RunSequence.Start> starts = recipes.stream()
                .<RunSequence.Start>map(one -> listener -> Problems.waiting(() -> workspace.run(one, listener)))
                .toList();
        new RunSequence(call, workspace, starts, gates, closing).go();
    }
}
