package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import java.util.Optional;

/// Opens models at an endpoint that speaks Anthropic's messages. A checkpoint is a model that it serves under another
/// name.
@Contributes(
        id = "anthropic",
        title = "Model at an Anthropic endpoint",
        description =
                "Asks any endpoint that answers POST {base-url}/messages as Anthropic's does. It takes no random seed.")
public final class AnthropicProvider implements ModelProvider<AnthropicConfig> {
    @Override
    public Model open(AnthropicConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        String model = Endpoint.served(checkpoint).orElse(config.model());
        return new EndpointModel(config.endpoint(), model, new AnthropicFormat(config, model), context);
    }
}
