package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import java.util.Optional;

/// Opens models at an endpoint that speaks Gemini's `generateContent`. A checkpoint is a model that it serves under
/// another name.
@Contributes(
        id = "gemini",
        title = "Model at a Gemini endpoint",
        description = "Asks any endpoint that answers POST {base-url}/models/{model}:generateContent as Google's does.")
public final class GeminiProvider implements ModelProvider<GeminiConfig> {
    @Override
    public Model open(GeminiConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        String model = Endpoint.served(checkpoint).orElse(config.model());
        return new EndpointModel(config.endpoint(), model, new GeminiFormat(config, model), context);
    }
}
