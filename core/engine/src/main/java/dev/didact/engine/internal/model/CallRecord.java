package dev.didact.engine.internal.model;

import dev.didact.api.model.Reply;
import dev.didact.engine.Money;
import dev.didact.engine.internal.exchange.Exchange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A call that was answered, as the journal keeps it.
///
/// @param key identity of the call: task, place within it, logical attempt
/// @param request hash of what was asked
/// @param model the model's name in the recipe
/// @param step what the call was made for: id of the step or of the rubric; empty where it was not written down
/// @param exchanges what was exchanged with the model's endpoint, all tries in their order; empty where it has none, or
///     where they were not written down
/// @param reply what was read from it
/// @param response what a call must have in common with it to be answered by it, see [ResponseKey]; empty where no
///     other run may take it
/// @param reused where it was given, if not to this run
/// @param cost what it cost this run; empty where the model has no price
public record CallRecord(
        String key,
        String request,
        String model,
        String step,
        List<Exchange> exchanges,
        Reply reply,
        String response,
        Optional<Reused> reused,
        Optional<Money> cost) {
    public CallRecord {
        step = Objects.requireNonNullElse(step, "");
        response = Objects.requireNonNullElse(response, "");
        reused = Objects.requireNonNullElse(reused, Optional.empty());
        cost = Objects.requireNonNullElse(cost, Optional.empty());
        exchanges = List.copyOf(Objects.requireNonNullElse(exchanges, List.of()));
    }

    /// The same with exchanges whose bodies are kept elsewhere or were brought back from there.
    public CallRecord with(List<Exchange> others) {
        return new CallRecord(key, request, model, step, others, reply, response, reused, cost);
    }

    /// The same as the answer to a call of another run.
    ///
    /// @param run number of the run that it was given to
    /// @param seq the event that holds it there
    public CallRecord reusedFor(CallBegun call, int run, long seq) {
        return new CallRecord(
                call.key(),
                request,
                call.model(),
                call.step(),
                exchanges,
                reply,
                response,
                reused.or(() -> Optional.of(new Reused(run, seq))),
                Optional.of(Money.NOTHING));
    }

    /// The run that an answer was given to, and the event that held it there.
    public record Reused(int run, long seq) {}
}
