package dev.didact.shell.command;

import dev.didact.engine.RecipeText;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The recipe that a line names, with what the line's options change in it. Without a target it is the draft.
final class Recipes {
    private static final ValueType BUDGET = new ValueType.Shaped(
            "2USD|1h|1Mtok",
            Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?(USD|s|m|h|d|tok|ktok|Mtok|Gtok)"),
            "must be an amount such as 2USD, 1h or 1Mtok");

    private static final String FRESH = "--fresh";
    private static final OptionSpec RANDOM_SEED = OptionSpec.valued(
            "--random-seed",
            new ValueType.WholeNumber("N", Long.MIN_VALUE, Long.MAX_VALUE),
            "the number that fixes randomness");
    private static final OptionSpec ASK_ANEW =
            OptionSpec.flag(FRESH, "ask every model anew, also what an earlier run was answered");

    private Recipes() {}

    /// A verb that works on a recipe or the draft.
    static CommandSpec taking(CommandSpec spec) {
        return spec.target("RECIPE", Values.RECIPE, TargetSpec.Count.OPTIONAL, "a recipe file; the draft if not given")
                .option(Values.SET)
                .option(Values.ARM);
    }

    /// The options of a verb that runs a recipe.
    static CommandSpec running(CommandSpec spec) {
        return spec.option(OptionSpec.valued(
                        "--rounds", new ValueType.WholeNumber("N", 0, 1_000_000), "stop after so many rounds"))
                .option(OptionSpec.valued("--accepted", Values.COUNT, "stop after so many accepted samples"))
                .option(OptionSpec.valued("--budget", BUDGET, "stop after so much money, time or tokens"))
                .option(RANDOM_SEED)
                .option(ASK_ANEW);
    }

    /// The options of a verb that only measures.
    static CommandSpec evaluating(CommandSpec spec) {
        return spec.option(RANDOM_SEED).option(ASK_ANEW);
    }

    /// The recipe of a line.
    static RecipeText of(Call call) {
        Line line = call.line();
        List<String> settings = settings(line);
        Optional<String> arm = line.option("--arm").map(Word::text).filter(name -> !name.equals("all"));
        if (line.target(0).isEmpty()) {
            return call.session()
                    .draft()
                    .orElseThrow(() -> line.error(
                            ErrorCode.MISSING, "'" + line.spec().name() + "' needs RECIPE, or a draft: see 'help new'"))
                    .toText(call.session().environment().folder().toAbsolutePath(), settings, arm);
        }
        return read(call, line.target(0).get(), settings, arm);
    }

    /// Reads a file.
    static RecipeText read(Call call, Word file, List<String> settings, Optional<String> arm) {
        try {
            Path path = call.session().environment().folder().resolve(file.text());
            Path base = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
            return new RecipeText(file.text(), base, Files.readAllBytes(path), settings, arm);
        } catch (NoSuchFileException missing) {
            throw call.line().error(ErrorCode.RECIPE, file, "no recipe '" + file.text() + "': there is no such file");
        } catch (IOException | InvalidPathException unreadable) {
            String why = Files.isDirectory(call.session().environment().folder().resolve(file.text()))
                    ? "it is a folder"
                    : String.valueOf(unreadable.getMessage());
            throw call.line().error(ErrorCode.RECIPE, file, "cannot read '" + file.text() + "': " + why);
        }
    }

    /// What the options of a line change in a recipe, as `path=value`.
    static List<String> settings(Line line) {
        List<String> settings = new ArrayList<>(Values.texts(line, "--set"));
        line.option("--rounds").ifPresent(word -> settings.add("until.rounds=" + word.text()));
        line.option("--accepted").ifPresent(word -> settings.add("until.accepted=" + word.text()));
        line.option("--budget").ifPresent(word -> settings.add("until.budget=" + word.text()));
        line.option("--random-seed").ifPresent(word -> settings.add("random-seed=" + word.text()));
        if (line.has(FRESH)) {
            settings.add("flow.reuse=false");
        }
        return settings;
    }
}
