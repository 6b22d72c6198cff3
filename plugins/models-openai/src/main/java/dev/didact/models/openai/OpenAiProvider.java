package dev.didact.models.openai;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import java.util.Optional;

/// Opens models at an endpoint. A checkpoint is a model that the endpoint serves under another name.
@Contributes(
        id = "openai",
        title = "Model at an OpenAI-compatible endpoint",
        description = "Asks any endpoint that answers POST {base-url}/chat/completions: hosted models, vLLM, llama.cpp,"
                + " Ollama and others.")
public final class OpenAiProvider implements ModelProvider<OpenAiConfig> {
    @Override
    public Model open(OpenAiConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        Optional<String> key = Optional.empty();
        if (config.key().isPresent()) {
            String value = context.secret(config.key().get());
            if (value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new DidactException.Unavailable(
                        "the value of " + config.key().get()
                                + " is no key: it is empty or holds a space, a line break or a character outside ASCII");
            }
            key = Optional.of(value);
        }
        String model = checkpoint.map(Checkpoint::reference).orElse(config.model());
        return new OpenAiModel(config, model, key, context);
    }
}
