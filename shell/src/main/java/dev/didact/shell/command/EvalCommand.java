package dev.didact.shell.command;

import dev.didact.engine.Draft;
import dev.didact.engine.Evaluation;
import dev.didact.engine.Kind;
import dev.didact.engine.RecipeText;
import dev.didact.engine.TaskCard;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Parameters;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.Suggestions;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `eval TASK… --model NAME…`: puts tasks to models. It is a run that only measures.
final class EvalCommand implements Command {
    private static final String MODEL = "--model";
    private static final String FROM = "--from";

    @Override
    public CommandSpec spec() {
        return Recipes.evaluating(CommandSpec.of(
                        "eval",
                        "put evaluation tasks to models, without learning",
                        "eval examples/units --model small --from examples/units/models.yaml",
                        Needs.PLUGINS)
                .target(
                        "TASK",
                        new ValueType.Named("TASK", Reference.TASK),
                        TargetSpec.Count.SEVERAL,
                        "tasks by name, file or folder")
                .taking(new Parameters.Paths("a parameter of the tasks"))
                .option(OptionSpec.repeated(
                        MODEL,
                        new ValueType.Named("NAME", Reference.MODEL),
                        "a model of the recipe or the draft, else a model provider as it comes"))
                .option(OptionSpec.valued(FROM, Values.RECIPE, "the recipe whose models these are"))
                .option(Values.SET));
    }

    @Override
    public void run(Call call) {
        Line line = call.line();
        if (line.all(MODEL).isEmpty()) {
            throw line.error(
                    ErrorCode.MISSING,
                    line.targets().getLast(),
                    "'eval' needs a model: add --model NAME, once for each");
        }
        Workspace workspace = call.session().workspace(call.settings());
        Path folder = call.session().environment().folder().toAbsolutePath();
        Optional<RecipeText> from = from(call, folder);
        List<String> tasks = new ArrayList<>();
        for (Word word : line.targets()) {
            TaskCard task = Problems.ofFile(line, word, () -> workspace.task(word.text(), folder));
            requireParams(line, task);
            Path file = task.file();
            boolean elsewhere =
                    from.filter(recipe -> !recipe.base().equals(folder)).isPresent();
            boolean path =
                    file.normalize().startsWith(folder.resolve(word.text()).normalize());
            tasks.add(elsewhere && path ? file.toString() : word.text());
        }
        List<String> known = models(call, from);
        for (Word word : line.all(MODEL)) {
            if (!known.contains(word.text())) {
                Problems.at(line, word, () -> workspace.catalog().find(Kind.MODEL, word.text(), Optional.empty()));
            }
        }
        Map<String, String> params = new LinkedHashMap<>();
        line.parameters()
                .forEach(param -> params.put(param.key().text(), param.value().text()));
        RecipeText recipe =
                Evaluation.recipe(tasks, params, Values.texts(line, MODEL), from, folder, Recipes.settings(line));
        RunSequence.ofEvaluation(call, workspace, listener -> Problems.waiting(() -> workspace.run(recipe, listener)))
                .go();
    }

    private static void requireParams(Line line, TaskCard task) {
        List<String> known =
                task.params().propertyStream().map(Map.Entry::getKey).toList();
        line.parameters().forEach(param -> {
            if (!known.contains(param.key().text())) {
                String which = known.isEmpty() ? "it has none" : "there are " + String.join(", ", known);
                throw line.error(
                                ErrorCode.NAME,
                                param.key(),
                                "task '" + task.id() + "' has no parameter '"
                                        + param.key().text() + "'; " + which)
                        .suggesting(Suggestions.near(param.key().text(), known));
            }
        });
    }

    private static Optional<RecipeText> from(Call call, Path folder) {
        return call.line()
                .option(FROM)
                .map(word -> Recipes.read(call, word, List.of(), Optional.empty()))
                .or(() -> call.session().draft().map(draft -> draft.toText(folder, List.of(), Optional.empty())));
    }

    private static List<String> models(Call call, Optional<RecipeText> from) {
        return from.map(recipe -> Draft.of(
                                recipe.file(),
                                recipe.text(),
                                call.session().workspace(call.settings()).catalog())
                        .toJson()
                        .path("models")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .toList())
                .orElse(List.of());
    }
}
