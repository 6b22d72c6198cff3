package dev.didact.models.endpoints;

import dev.didact.api.model.ModelCall;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How one kind of endpoint is spoken to: what differs from one to the other, and nothing else.
sealed interface WireFormat permits OpenAiFormat, AnthropicFormat, GeminiFormat, OllamaFormat {
    /// Where calls go, behind the base address: `/chat/completions`.
    String path();

    /// What is sent besides the type of the content. The key belongs here, never into the address.
    Map<String, String> headers(Optional<String> key);

    /// A call as the JSON that goes to the endpoint. The same call gives the same JSON.
    ObjectNode request(ModelCall call);

    /// What the endpoint gives as the model's answer; empty where there is none in the body.
    ///
    /// @param body whole JSON of an exchange that succeeded, without an error in it
    Optional<Choice> choice(JsonNode body);

    /// What to do where the endpoint does not know what it was asked for; added to its own words.
    default Optional<String> whereNotFound() {
        return Optional.empty();
    }
}
