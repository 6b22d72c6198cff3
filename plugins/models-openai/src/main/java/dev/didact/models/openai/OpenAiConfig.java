package dev.didact.models.openai;

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
        if (model.isBlank()) {
            throw new IllegalArgumentException("model must name a model, as the endpoint knows it, but is empty");
        }
        if (terms.isBlank()) {
            throw new IllegalArgumentException("terms must be an SPDX expression or NOASSERTION but is empty");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be above 0 but is " + deadline.toSeconds() + "s");
        }
        check(baseUrl);
    }

    private static void check(URI baseUrl) {
        boolean http = "http".equalsIgnoreCase(baseUrl.getScheme()) || "https".equalsIgnoreCase(baseUrl.getScheme());
        if (!http || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("base-url must be an address such as http://localhost:8000/v1 but is '"
                    + withoutUser(baseUrl) + "'");
        }
        if (baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "base-url must not hold a user or password; name the key with key: env:VARIABLE");
        }
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "base-url must end with its path but has a '?' or '#': '" + baseUrl + "'");
        }
        if (baseUrl.getPath().matches(".*/chat/completions/?")) {
            throw new IllegalArgumentException("base-url must end before /chat/completions but is '" + baseUrl + "'");
        }
    }

    private static String withoutUser(URI baseUrl) {
        return baseUrl.toString().replaceFirst("//[^/@]*@", "//");
    }

    /// How an endpoint is held to an answer of a given form.
    public enum Schema {
        /// By `response_format` with the JSON Schema of the answer.
        JSON_SCHEMA,
        /// By `response_format` for any JSON object; the fields are told in a message.
        JSON_OBJECT,
        /// Not at all; the fields are told in a message.
        NONE
    }

    /// The name of the limit of tokens.
    public enum Limit {
        /// `max_tokens`, which most endpoints know.
        MAX_TOKENS,
        /// `max_completion_tokens`, for models that also count their thinking.
        MAX_COMPLETION_TOKENS
    }
}
