package dev.didact.engine.internal.exchange;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.internal.identity.Hashes;
import java.nio.charset.StandardCharsets;

/// Tells requests apart.
final class Requests {
    private Requests() {}

    /// Hash of a request without its headers, which hold the key and say nothing of what is asked, and of the
    /// randomness of its call: samples that ask the same question of an endpoint that takes no random seed differ in
    /// nothing else.
    static String hash(Http.Call call, Asking asking) {
        String body = KnownSecrets.masked(new String(call.body(), StandardCharsets.ISO_8859_1));
        return Hashes.fields("exchange")
                .text("method", call.method())
                .text("address", KnownSecrets.masked(call.uri().toString()))
                .bytes("body", body.getBytes(StandardCharsets.ISO_8859_1))
                .number("random-seed", asking.randomSeed())
                .sha256();
    }

    /// The call that an exchange belongs to.
    ///
    /// @throws DidactException.Unavailable if it belongs to none, so that no cassette can hold it
    static Asking asking(String model, Http.Call call) throws DidactException.Unavailable {
        return Asking.current()
                .orElseThrow(() -> new DidactException.Unavailable("model '" + model + "' exchanges " + call
                        + " outside of the threads that its calls are made on, and no cassette can hold that; run"
                        + " without --record and --replay"));
    }
}
