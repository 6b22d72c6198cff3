package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import java.util.Optional;

/// Opens models at an endpoint. A checkpoint is a model that the endpoint serves under another name, which may be that
/// of a folder.
@Contributes(
        id = "openai",
        title = "Model at an OpenAI-compatible endpoint",
        description = "Asks any endpoint that answers POST {base-url}/chat/completions: hosted models, vLLM, llama.cpp,"
                + " Ollama and others.")
public final class OpenAiProvider implements ModelProvider<OpenAiConfig> {
    @Override
    public Model open(OpenAiConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        String model = checkpoint.map(Checkpoint::reference).orElse(config.model());
        return new EndpointModel(config.endpoint(), model, new OpenAiFormat(config, model), context);
    }
}
