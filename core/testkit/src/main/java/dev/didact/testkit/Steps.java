package dev.didact.testkit;

import dev.didact.api.Step;
import dev.didact.api.model.Request;
import java.util.List;

/// Takes steps to their end, as the engine does, with a scripted model in the place of real ones.
public final class Steps {
    private static final int MOST = 1_000;

    private Steps() {}

    /// Answers every request from the script, in order, until the step is done.
    public static <T> T run(Step<T> step, ScriptedModel model) {
        Step<T> current = step;
        for (int asked = 0; asked < MOST; asked++) {
            switch (current) {
                case Step.Done<T>(T value) -> {
                    return value;
                }
                case Step.Ask<T> ask ->
                    current = ask.then()
                            .apply(ask.requests().stream().map(model::reply).toList());
            }
        }
        throw new AssertionError("still asking after " + MOST + " steps");
    }

    /// The end of a step that asks nothing.
    public static <T> T run(Step<T> step) {
        return run(step, ScriptedModel.answering());
    }

    /// What a step asks first; nothing if it is done.
    public static List<Request> requests(Step<?> step) {
        return switch (step) {
            case Step.Done<?> _ -> List.of();
            case Step.Ask<?> ask -> ask.requests();
        };
    }
}
