package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.config.SecretName;
import dev.didact.api.model.Checkpoint;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What all endpoints are configured by.
///
/// @param baseUrl where it is
/// @param key where its key is kept
/// @param terms SPDX expression of the terms on what its models write
/// @param deadline how long a whole answer may take
record Endpoint(URI baseUrl, Optional<SecretName> key, String terms, Duration deadline) {
    /// @param end of the addresses that calls go to; the base address must end before it
    /// @throws IllegalArgumentException if a setting cannot be
    static void check(String model, URI baseUrl, String terms, Duration deadline, String end) {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model must name a model, as the endpoint knows it, but is empty");
        }
        if (terms.isBlank()) {
            throw new IllegalArgumentException("terms must be an SPDX expression or NOASSERTION but is empty");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be above 0 but is " + deadline.toSeconds() + "s");
        }
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
            throw new IllegalArgumentException("base-url must end with its path but has a '?' or '#': '"
                    + baseUrl.toString().replaceFirst("[?#].*", "…") + "'");
        }
        if (baseUrl.getPath().replaceFirst("/+$", "").endsWith(end)) {
            throw new IllegalArgumentException("base-url must end before " + end + " but is '" + baseUrl + "'");
        }
    }

    private static String withoutUser(URI baseUrl) {
        return baseUrl.toString().replaceFirst("//[^/@]*@", "//");
    }

    /// Where calls go.
    URI address(String path) {
        return URI.create(baseUrl.toString().replaceFirst("/+$", "") + path);
    }

    /// The value of the key, if one is named.
    ///
    /// @throws DidactException.Unavailable if it is not there or cannot be sent in a header
    Optional<String> keyIn(Context context) throws DidactException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String value = context.secret(key.get());
        if (value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new DidactException.Unavailable("the value of " + key.get()
                    + " is no key: it is empty or holds a space, a line break or a character outside ASCII");
        }
        return Optional.of(value);
    }

    /// The name under which an endpoint serves a checkpoint; empty for none.
    ///
    /// @throws DidactException.Unavailable if it is a folder
    static Optional<String> served(Optional<Checkpoint> checkpoint) throws DidactException {
        if (checkpoint.isPresent() && new File(checkpoint.get().reference()).isAbsolute()) {
            throw new DidactException.Unavailable("this endpoint cannot open the folder "
                    + checkpoint.get().reference()
                    + "; the learner has to have it served and to return the name that it is served under");
        }
        return checkpoint.map(Checkpoint::reference);
    }
}
