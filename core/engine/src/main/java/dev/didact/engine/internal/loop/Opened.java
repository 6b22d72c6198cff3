package dev.didact.engine.internal.loop;

import dev.didact.engine.Cassette;
import dev.didact.engine.Estimate;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.price.Price;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a run was started with: the first event of its journal.
///
/// @param recipe name of the recipe
/// @param arm name of the arm; empty where the recipe has none
/// @param randomSeed the run's random seed
/// @param rounds how many rounds at most; 0 where their number is not bounded
/// @param file name of the recipe's file
/// @param base folder that its relative paths start from
/// @param text the recipe as it was given
/// @param settings what was set beside it
/// @param resolved the recipe with arm and settings applied, as YAML
/// @param plugins hash of each plugin by `id@version`; the run is pinned to them
/// @param tasks the tasks that it measures by, in the order of the measures; the run is pinned to them
/// @param environment Java, operating system, processors
/// @param signals what comes from outside the model
/// @param prices what the answers of models cost, by name of the model: what was so when it was started
/// @param estimated what was expected of it, if its recipe was checked or previewed before
/// @param parent the run that it was forked from
/// @param cassette where its exchanges with models are recorded, or come from
record Opened(
        String recipe,
        String arm,
        long randomSeed,
        int rounds,
        String file,
        String base,
        String text,
        List<String> settings,
        String resolved,
        Map<String, String> plugins,
        List<Put> tasks,
        Map<String, String> environment,
        List<String> signals,
        Map<String, Price> prices,
        Optional<Estimate> estimated,
        Optional<RunEvent.Parent> parent,
        Optional<Cassette> cassette) {
    Opened {
        tasks = Objects.requireNonNullElse(tasks, List.of());
        prices = Map.copyOf(Objects.requireNonNullElse(prices, Map.of()));
        estimated = Objects.requireNonNullElse(estimated, Optional.empty());
        parent = Objects.requireNonNullElse(parent, Optional.empty());
        cassette = Objects.requireNonNullElse(cassette, Optional.empty());
    }

    /// A task that is put to a model.
    ///
    /// @param measure id of the measure
    /// @param task name and version of the task
    /// @param model name of the model
    /// @param sha256 hash of all that a score depends on beside the model
    record Put(String measure, String task, String model, String sha256) {}

    /// How many rounds it took over from the run that it was forked from.
    int takenOver() {
        return parent.map(RunEvent.Parent::rounds).orElse(0);
    }

    /// Says that the run begins.
    RunEvent.Started started(int run) {
        return started(run, false, 0);
    }

    /// Says that the run goes on.
    ///
    /// @param inFlight how many calls were under way when it was broken off
    RunEvent.Started resumed(int run, int inFlight) {
        return started(run, true, inFlight);
    }

    private RunEvent.Started started(int run, boolean resumed, int inFlight) {
        return new RunEvent.Started(run, recipe, arm, randomSeed, rounds, resumed, inFlight, parent, signals);
    }

    /// The recipe as it was given, to be read again.
    RecipeText recipeText() {
        return new RecipeText(
                file,
                Path.of(base),
                text.getBytes(StandardCharsets.UTF_8),
                settings,
                arm.isEmpty() ? Optional.empty() : Optional.of(arm));
    }
}
