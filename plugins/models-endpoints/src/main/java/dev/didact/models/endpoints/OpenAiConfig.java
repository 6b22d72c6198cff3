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
/// @param model name of the model, as the endpoint knows it
/// @param baseUrl address of the endpoint up to the version: `http://localhost:8000/v1`
/// @param key where the key is kept, `env:OPENAI_API_KEY`; none for endpoints that want none
/// @param terms SPDX expression or `LicenseRef-` of the terms on what the model writes
/// @param deadline how long a whole answer may take
/// @param topP share of the likeliest tokens to draw from; left to the endpoint where absent
/// @param schema how the endpoint is held to an answer of a given form
/// @param limit which name the endpoint gives to the limit of tokens
public record OpenAiConfig(
        @Example("support-8b") String model,
        @Example("http://localhost:8000/v1") URI baseUrl,
        Optional<SecretName> key,
        @Default("NOASSERTION") String terms,
        @Default("120s") Duration deadline,
        @Min(0) @Max(1) Optional<Double> topP,
        @Default("json-schema") Schema schema,
        @Default("max-tokens") Limit limit) {
    public OpenAiConfig {
        Endpoint.check(model, baseUrl, terms, deadline, OpenAiFormat.PATH);
    }

    Endpoint endpoint() {
        return new Endpoint(baseUrl, key, terms, deadline);
    }

    /// The name of the limit of tokens.
    public enum Limit {
        /// `max_tokens`, which most endpoints know.
        MAX_TOKENS,
        /// `max_completion_tokens`, for models that also count their thinking.
        MAX_COMPLETION_TOKENS
    }
}
