package dev.didact.engine.internal.model;

import dev.didact.api.model.Reply;
import dev.didact.engine.internal.exchange.Exchange;
import java.util.List;
import java.util.Objects;

/// A call that was answered, as the journal keeps it.
///
/// @param key identity of the call: task, place within it, logical attempt
/// @param request hash of what was asked
/// @param model the model's name in the recipe
/// @param step what the call was made for: id of the step or of the rubric; empty where it was not written down
/// @param exchanges what was exchanged with the model's endpoint, all tries in their order; empty where it has none, or
///     where they were not written down
/// @param reply what was read from it
public record CallRecord(String key, String request, String model, String step, List<Exchange> exchanges, Reply reply) {
    public CallRecord {
        step = Objects.requireNonNullElse(step, "");
        exchanges = List.copyOf(Objects.requireNonNullElse(exchanges, List.of()));
    }

    /// The same with exchanges whose bodies are kept elsewhere or were brought back from there.
    public CallRecord with(List<Exchange> others) {
        return new CallRecord(key, request, model, step, others, reply);
    }
}
