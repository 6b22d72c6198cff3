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
/// @param baseUrl address of the endpoint up to the version: `https://api.anthropic.com/v1`
/// @param key where the key is kept, `env:ANTHROPIC_API_KEY`; none for endpoints that want none
/// @param terms SPDX expression or `LicenseRef-` of the terms on what the model writes
/// @param deadline how long a whole answer may take
/// @param topP share of the likeliest tokens to draw from; left to the endpoint where absent
/// @param schema how the endpoint is held to an answer of a given form
/// @param maxTokens where to cut an answer off if a step does not say; the endpoint wants a limit with every call, and
///     this one is about what a model writes before the deadline
/// @param sampling whether the temperatures that steps ask for are sent; `models-own` for models that refuse any
public record AnthropicConfig(
        @Example("claude-sonnet-4-5") String model,
        @Example("https://api.anthropic.com/v1") URI baseUrl,
        Optional<SecretName> key,
        @Default("NOASSERTION") String terms,
        @Default("120s") Duration deadline,
        @Min(0) @Max(1) Optional<Double> topP,
        @Default("json-schema") Schema schema,
        @Default("8192") @Min(1) int maxTokens,
        @Default("as-asked") Sampling sampling) {
    public AnthropicConfig {
        Endpoint.check(model, baseUrl, terms, deadline, AnthropicFormat.PATH);
        if (sampling == Sampling.MODELS_OWN && topP.isPresent()) {
            throw new IllegalArgumentException(
                    "top-p must be left out where sampling is models-own but is " + topP.get());
        }
    }

    Endpoint endpoint() {
        return new Endpoint(baseUrl, key, terms, deadline);
    }

    /// How an endpoint is held to an answer of a given form.
    public enum Schema {
        /// By the JSON Schema of the answer.
        JSON_SCHEMA,
        /// Not at all; the fields are told in a message.
        NONE
    }

    /// How tokens are drawn.
    public enum Sampling {
        /// At the temperature that a step asks for.
        AS_ASKED,
        /// As the model draws them by itself: no temperature is sent.
        MODELS_OWN
    }
}
