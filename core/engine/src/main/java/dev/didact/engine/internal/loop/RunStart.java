package dev.didact.engine.internal.loop;

import dev.didact.engine.Cassette;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.TaskCard;
import dev.didact.engine.internal.document.YamlWriter;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.recipe.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is written of a run before it begins, and held against the present when it goes on.
final class RunStart {
    private RunStart() {}

    static Opened of(
            RecipeText text,
            RunPlan plan,
            Map<String, Price> prices,
            Surroundings around,
            Optional<RunEvent.Parent> parent,
            Optional<Cassette> cassette) {
        Recipe recipe = plan.recipe();
        return new Opened(
                recipe.name(),
                recipe.arm().orElse(""),
                recipe.randomSeed(),
                Ends.rounds(recipe),
                text.file(),
                text.base().toAbsolutePath().normalize().toString(),
                new String(text.text(), StandardCharsets.UTF_8),
                text.settings(),
                YamlWriter.write(recipe.document()),
                pinned(recipe),
                tasks(recipe),
                environment(around),
                plan.signals(),
                prices,
                around.estimates().find(recipe),
                parent,
                cassette);
    }

    /// The level that each source starts at.
    static Map<String, Integer> levels(RunPlan plan) {
        Map<String, Integer> levels = new TreeMap<>();
        plan.sources().forEach(source -> source.level().ifPresent(rule -> levels.put(source.id(), rule.start())));
        return levels;
    }

    /// The plugins that a recipe uses, with their hashes.
    static Map<String, String> pinned(Recipe recipe) {
        Map<String, String> pinned = new TreeMap<>();
        used(recipe).forEach(card -> pinned.put(reference(card), card.sha256()));
        return pinned;
    }

    private static List<Opened.Put> tasks(Recipe recipe) {
        return recipe.measure().stream()
                .flatMap(measure -> measure.task().stream()
                        .map(task -> new Opened.Put(
                                measure.id(),
                                task.card().reference(),
                                task.measured().orElseThrow().name(),
                                task.card().sha256())))
                .toList();
    }

    /// The contributions that a recipe uses.
    static List<ContributionCard> used(Recipe recipe) {
        return recipe.components().map(Component::card).toList();
    }

    private static String reference(ContributionCard card) {
        return card.plugin() + "@" + card.version();
    }

    /// @throws ProblemException if the run is pinned to other plugins or tasks than are at hand
    static void checkPins(int run, Opened opened, Recipe recipe) {
        Map<String, String> now = pinned(recipe);
        opened.plugins().forEach((plugin, sha256) -> {
            String found = now.getOrDefault(plugin, "not installed");
            if (!found.equals(sha256)) {
                throw new ProblemException(
                        Problem.Category.ENVIRONMENT,
                        "E407",
                        "run " + run + " is pinned to plugin " + plugin + " with hash " + Hashes.shortened(sha256)
                                + ", and here it is " + Hashes.shortened(found)
                                + ": install the same archive again, or `fork " + run + "` to go on with what is here"
                                + " as a new run");
            }
        });
        recipe.measure()
                .forEach(measure -> measure.task().ifPresent(task -> checkTask(run, opened, measure.id(), task)));
    }

    private static void checkTask(int run, Opened opened, String measure, Task task) {
        String pinned = opened.tasks().stream()
                .filter(put -> put.measure().equals(measure))
                .map(Opened.Put::sha256)
                .findFirst()
                .orElse("");
        TaskCard card = task.card();
        if (!pinned.equals(card.sha256())) {
            throw new ProblemException(
                    Problem.Category.ENVIRONMENT,
                    "E407",
                    "measure '" + measure + "' of run " + run + " is pinned to a task with hash "
                            + Hashes.shortened(pinned) + ", and " + card.file() + ", " + card.reference() + ", now has "
                            + Hashes.shortened(card.sha256())
                            + ": put the task back as it was, or `fork " + run + "` to go on with it as it is, as a new"
                            + " run");
        }
    }

    private static Map<String, String> environment(Surroundings around) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("java", System.getProperty("java.vm.name", "") + " " + System.getProperty("java.version", ""));
        environment.put("system", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("threads", Integer.toString(around.threads()));
        environment.put("didact", String.valueOf(RunStart.class.getPackage().getImplementationVersion()));
        return environment;
    }
}
