package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// One call to an open model.
///
/// @param messages the conversation so far
/// @param shape the form of the answer, for models that can be held to one; others are told in the messages
/// @param settings how to answer
/// @param randomSeed fixes the randomness of this one answer
public record ModelCall(List<Message> messages, Optional<Shape> shape, Settings settings, long randomSeed) {
    public ModelCall {
        requireNonNull(messages, "messages");
        requireNonNull(shape, "shape");
        requireNonNull(settings, "settings");
        messages = List.copyOf(messages);
    }

    /// The last thing that the person said; empty text where there is nothing.
    public String lastUserText() {
        return messages.reversed().stream()
                .filter(message -> message.role() == Message.Role.USER)
                .map(Message::content)
                .findFirst()
                .orElse("");
    }
}
