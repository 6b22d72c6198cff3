package dev.didact.engine.internal.exchange;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A call as a line of a cassette.
///
/// @param model the model's name in the recipe
/// @param step what the call was made for: id of the step or of the rubric
/// @param exchanges what was exchanged for it, all tries in their order
public record CassetteCall(String model, String step, List<Exchange> exchanges) {
    public CassetteCall {
        requireNonNull(model, "model is missing");
        requireNonNull(step, "step is missing");
        exchanges = List.copyOf(requireNonNull(exchanges, "exchanges are missing"));
        for (Exchange exchange : exchanges) {
            if (exchange.request().isEmpty()) {
                throw new IllegalArgumentException("request is missing");
            }
            if (exchange instanceof Exchange.Answered answered && answered.content() instanceof Exchange.Content.Blob) {
                throw new IllegalArgumentException("a cassette holds its bodies itself, as text or base64");
            }
        }
    }
}
