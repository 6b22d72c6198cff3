package dev.didact.api.config;

import static java.util.Objects.requireNonNull;

/// The name of a secret, never its value: `env:OPENAI_API_KEY` is the environment variable of that name.
///
/// @param name where the secret is kept and under what name
public record SecretName(String name) {
    public SecretName {
        requireNonNull(name, "name");
        if (!name.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "a secret is named as 'env:VARIABLE', never written into a recipe; this is not such a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
