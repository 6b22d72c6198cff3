package dev.didact.shell.command;

import dev.didact.engine.Cassette;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.ValueType;
import java.util.List;
import java.util.Optional;

/// `run [RECIPE]`: generates, grades, decides, learns and measures, round by round.
final class RunCommand implements Command {

    private static final String RECORD = "--record";
    private static final String REPLAY = "--replay";

    @Override
    public CommandSpec spec() {
        return Recipes.running(Recipes.taking(CommandSpec.of(
                        "run", "run a recipe, or the draft", "run examples/first-run/recipe.yaml", Needs.PLUGINS)))
                .option(Gate.OPTION)
                .option(OptionSpec.valued(
                        RECORD, new ValueType.FilePath("FILE"), "write the HTTP exchanges with models to a new file"))
                .option(OptionSpec.valued(
                        REPLAY, new ValueType.FilePath("FILE"), "answer models from such a file, without network"));
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
        List<Gate> gates = Gate.of(call.line());
        Gate.check(call.line(), gates, () -> workspace.measures(recipe));
        boolean all = call.line()
                .option("--arm")
                .map(Word::text)
                .filter("all"::equals)
                .isPresent();
        Optional<Cassette> cassette = cassette(call, all);
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
                .<RunSequence.Start>map(
                        one -> listener -> Problems.waiting(() -> workspace.run(one, cassette, listener)))
                .toList();
        new RunSequence(call, workspace, starts, gates, closing).go();
    }

    /// The cassette of a line. A file holds the exchanges of one run.
    private static Optional<Cassette> cassette(Call call, boolean all) {
        Line line = call.line();
        Optional<Word> record = line.option(RECORD);
        Optional<Word> replay = line.option(REPLAY);
        Optional<Word> file = record.or(() -> replay);
        if (record.isPresent() && replay.isPresent()) {
            throw line.error(
                    ErrorCode.VALUE,
                    replay.get(),
                    "a run is recorded or replayed, not both: leave " + RECORD + " or " + REPLAY + " out");
        }
        if (all && file.isPresent()) {
            throw line.error(
                    ErrorCode.VALUE,
                    file.get(),
                    "a file holds the exchanges of one run: run each arm by itself, --arm NAME with a file of its own");
        }
        return file.map(word -> new Cassette(
                record.isPresent() ? Cassette.Use.RECORD : Cassette.Use.REPLAY,
                call.session().environment().folder().resolve(word.text())));
    }
}
