package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// What to ask a model. The engine adds the random seed and finds the model that the recipe seats there.
///
/// @param seat which of the step's models is meant: [#MODEL], [#JUDGE], or a seat that the recipe names
/// @param messages the conversation so far
/// @param shape the form of the answer; empty for free text
/// @param settings how to answer
public record Request(String seat, List<Message> messages, Optional<Shape> shape, Settings settings) {
    /// The seat of the model that writes.
    public static final String MODEL = "model";

    /// The seat of the model that judges.
    public static final String JUDGE = "judge";

    public Request {
        requireNonNull(seat, "seat");
        requireNonNull(messages, "messages");
        requireNonNull(shape, "shape");
        requireNonNull(settings, "settings");
        messages = List.copyOf(messages);
    }

    /// Asks the model that writes, for free text.
    public static Request of(String prompt, Settings settings) {
        return new Request(MODEL, List.of(Message.user(prompt)), Optional.empty(), settings);
    }
}
