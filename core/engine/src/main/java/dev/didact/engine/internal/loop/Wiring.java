package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.Outages;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.Map;
import java.util.function.Consumer;

/// The parts of one execution, put together around a log.
///
/// @param plan the plan
/// @param log what is written and found
/// @param models the models
/// @param calls answers requests
/// @param samples the decided samples
/// @param lessons makes lessons of them
record Wiring(RunPlan plan, RunLog log, Models models, Calls calls, Samples samples, Lessons lessons)
        implements AutoCloseable {
    /// @param prices what the answers of models cost, by name
    /// @param outages hears when a model answers nobody
    static Wiring of(
            Surroundings around,
            Planner planner,
            RunPlan plan,
            Map<String, Price> prices,
            RunFolder folder,
            RunLog log,
            Outages outages) {
        var samples = new Samples(log, folder);
        return new Wiring(
                plan,
                log,
                new Models(
                        plan.models(),
                        around.folder().checkpoints(),
                        planner::modelContext,
                        log,
                        plan.recipe().inFlight(),
                        around.learnedLimits(),
                        prices,
                        outages),
                new Calls(log, around.backoff()),
                samples,
                new Lessons(
                        plan,
                        log,
                        samples,
                        around.folder().checkpoints(),
                        new Bases(around.folder().folder().resolve("bases"))));
    }

    RunLoop loop(Archive archive, RunEnvironment environment, Consumer<RunEvent> listener, State state) {
        return new RunLoop(plan, log, models, calls, lessons, samples, archive, environment, listener, state);
    }

    @Override
    public void close() {
        models.close();
    }
}
