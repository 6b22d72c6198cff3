package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import java.util.Optional;

/// Opens models that Ollama runs. A checkpoint is a model that it serves under another name, as `ollama create` gives
/// it.
@Contributes(
        id = "ollama",
        title = "Model in Ollama",
        description =
                "Asks Ollama at POST {base-url}/api/chat, whose settings go further than those of its OpenAI-compatible"
                        + " endpoint.")
public final class OllamaProvider implements ModelProvider<OllamaConfig> {
    @Override
    public Model open(OllamaConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        String model = Endpoint.served(checkpoint).orElse(config.model());
        return new EndpointModel(config.endpoint(), model, new OllamaFormat(config, model), context);
    }
}
