package dev.didact.shell.command;

import dev.didact.engine.RecipeText;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Quote;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `try`: the first run that comes with the distribution.
final class TryCommand implements Command {
    private static final String RECIPE = "examples/first-run/recipe.yaml";

    @Override
    public CommandSpec spec() {
        return Recipes.running(CommandSpec.of(
                        "try", "see a small model teach itself, offline", "try --rounds 1", Needs.PLUGINS))
                .option(Values.SET)
                .option(Values.ARM)
                .option(Gate.OPTION);
    }

    @Override
    public void run(Call call) {
        Path file = call.session()
                .environment()
                .home()
                .map(home -> home.resolve(RECIPE))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> ShellError.of(
                        ErrorCode.HOME,
                        "the first run comes with the distribution, and this program runs without one"));
        try {
            Optional<String> arm =
                    call.line().option("--arm").map(word -> word.text()).filter(name -> !name.equals("all"));
            List<String> settings = Recipes.settings(call.line());
            RecipeText recipe = new RecipeText(
                    file.toString(),
                    Optional.ofNullable(file.getParent()).orElse(file),
                    Files.readAllBytes(file),
                    settings,
                    arm);
            boolean all = arm.isEmpty() && call.line().option("--arm").isPresent();
            String closing = "the same with the control arms: run " + Quote.word(file.toString()) + " --arm all";
            RunCommand.start(call, recipe, all ? Optional.empty() : Optional.of(closing));
        } catch (IOException unreadable) {
            throw ShellError.of(ErrorCode.HOME, "cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
