package dev.didact.models.endpoints;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.config.SecretName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Which model at which endpoint, and how to talk to it.
///
/// @param model name of the model, as `ollama list` shows it
/// @param baseUrl address of the endpoint: `http://localhost:11434`
/// @param key where the key is kept, for an endpoint behind something that wants one
/// @param terms SPDX expression or `LicenseRef-` of the terms on what the model writes
/// @param deadline how long a whole answer may take; the first one waits until the model is in memory
/// @param topP share of the likeliest tokens to draw from; left to the endpoint where absent
/// @param schema how the endpoint is held to an answer of a given form
/// @param context how many tokens prompt and answer may have together; left to the endpoint where absent, which cuts
///     off the beginning of a longer conversation without a word
public record OllamaConfig(
        @Example("llama3.2") String model,
        @Example("http://localhost:11434") URI baseUrl,
        Optional<SecretName> key,
        @Default("NOASSERTION") String terms,
        @Default("120s") Duration deadline,
        @Min(0) @Max(1) Optional<Double> topP,
        @Default("json-schema") Schema schema,
        @Min(1) Optional<Integer> context) {
    public OllamaConfig {
        Endpoint.check(model, baseUrl, terms, deadline, OllamaFormat.PATH);
        if (baseUrl.getPath().matches(".*/(api|v1)/?")) {
            throw new IllegalArgumentException("base-url must end before /api but is '" + baseUrl + "'"
                    + (baseUrl.getPath().contains("v1") ? "; for its /v1 there is use: openai" : ""));
        }
    }

    Endpoint endpoint() {
        return new Endpoint(baseUrl, key, terms, deadline);
    }
}
