package dev.didact.engine.internal.plugin;

import dev.didact.api.DidactException;
import dev.didact.api.config.SecretName;
import dev.didact.engine.KnownSecrets;
import java.util.Map;
import java.util.Set;

/// The secrets that one instance of a contribution may have. Whatever it is handed is masked from then on.
///
/// @param scope what the instance is
/// @param names names of the secrets
/// @param environment where they are looked up
public record GrantedSecrets(String scope, Set<String> names, Map<String, String> environment) {
    public GrantedSecrets {
        names = Set.copyOf(names);
    }

    /// The value of a secret.
    ///
    /// @throws DidactException.Denied if it is not granted
    /// @throws DidactException.Unavailable if it is not set
    public String value(SecretName name) throws DidactException {
        if (!names.contains(name.name())) {
            throw new DidactException.Denied(
                    "secret " + name.name(),
                    "the secret " + name + " is granted to " + scope + " neither by its configuration nor by the"
                            + " manifest of its plugin; name it in the recipe to allow it");
        }
        String variable = name.name().substring(name.name().indexOf(':') + 1);
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new DidactException.Unavailable(
                    "the secret " + name + " is not set: export " + variable + "=… before starting");
        }
        KnownSecrets.add(value);
        return value;
    }
}
