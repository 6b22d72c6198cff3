package dev.didact.engine.internal.loop;

import dev.didact.api.data.Draw;
import dev.didact.api.data.Purpose;
import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.Outages;
import dev.didact.engine.internal.model.SeatedModel;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A recipe opened to be looked at: everything that a round would use, and no run.
final class Trial implements AutoCloseable {
    private final Surroundings around;
    private final Planner planner;
    private final RunPlan plan;
    private final Previews previews;
    private final Models models;
    private final Archive archive;
    private final Map<String, Ordered> ordered;

    private Trial(Surroundings around, Planner planner, RunPlan plan) {
        this.around = around;
        this.planner = planner;
        this.plan = plan;
        this.previews = Previews.write(around);
        this.archive = new Archive(around.folder()::scratch);
        this.ordered = archive.ordered(plan.route(), 0);
        this.models = new Models(
                plan.models(),
                around.folder().checkpoints(),
                planner::modelContext,
                new ScratchLog(previews),
                plan.recipe().inFlight(),
                around.learnedLimits(),
                around.priceTable().of(plan.recipe()),
                Outages.UNHEARD);
    }

    /// Opens a recipe.
    ///
    /// @throws dev.didact.engine.ProblemException if it is wrong
    static Trial open(Surroundings around, RecipeText text) throws InterruptedException {
        var planner = Planner.of(
                around, text, () -> around.folder().folder().resolve("previews").resolve("work"), (_, _, _) -> {});
        try {
            return new Trial(around, planner, planner.plan());
        } catch (RuntimeException | InterruptedException e) {
            planner.close();
            throw e;
        }
    }

    RunPlan plan() {
        return plan;
    }

    Surroundings around() {
        return around;
    }

    SeatedModel model(String name) {
        return models.at(name);
    }

    /// The items of the first round.
    Items items() {
        return new Items(
                plan.drawn(),
                source -> new Draw(
                        Purpose.TRAINING,
                        1,
                        source.level().map(rule -> OptionalInt.of(rule.start())).orElse(OptionalInt.empty())));
    }

    /// What works on the items of a source as the first round would.
    Bench bench(SourcePlan source, Steps.Heard heard) {
        Map<String, SeatedModel> seated = new TreeMap<>();
        plan.seats().forEach(name -> seated.put(name, models.at(name)));
        return new Bench(
                plan.route(),
                new Steps(new Calls(new ScratchLog(previews), around.backoff()), heard),
                new Maker.Setting(
                        seated,
                        new Origins(0, plan.recipe().randomSeed(), source.id()),
                        plan.recipe().randomSeed(),
                        1,
                        false),
                ordered);
    }

    @Override
    public void close() {
        models.close();
        archive.close();
        planner.close();
        previews.close();
    }
}
