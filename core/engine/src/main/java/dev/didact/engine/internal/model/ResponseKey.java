package dev.didact.engine.internal.model;

import dev.didact.api.model.Reply;
import dev.didact.engine.internal.identity.Hashes;

/// What two calls must have in common for the answer to one to be that to the other: the model with provider,
/// configuration and checkpoint, the messages, the shape asked for, the settings, and the randomness, which tells
/// samples, attempts and rounds apart. What made the request and what reads the answer is no part of it.
final class ResponseKey {
    private ResponseKey() {}

    /// @param request hash of the model and of what is asked of it
    /// @param randomSeed the randomness of the call
    static String of(String request, long randomSeed) {
        return Hashes.fields("response")
                .text("request", request)
                .number("random-seed", randomSeed)
                .sha256();
    }

    /// Whether a reply is a whole answer. An error, nothing, and what was cut off at its limit is asked for again.
    static boolean isWhole(Reply reply) {
        return switch (reply) {
            case Reply.Failed _ -> false;
            case Reply.Answered answered ->
                switch (answered.finish()) {
                    case STOP -> !answered.text().isBlank();
                    case REFUSED -> true;
                    case LENGTH -> false;
                };
        };
    }
}
