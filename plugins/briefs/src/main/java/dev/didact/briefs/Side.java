package dev.didact.briefs;

import dev.didact.api.data.Document;
import java.nio.charset.StandardCharsets;

/// Which of three parts a problem belongs to. The hash of its set of facts decides, so that no random seed, level or
/// order of the facts ever moves a problem from one part to another.
enum Side {
    /// A quarter: the measure alone sees these.
    HELD_OUT,
    /// A quarter: the examples that a student starts from.
    STARTING,
    /// One half: what samples are generated from.
    TRAINING;

    static Side of(Facts facts) {
        String hash = Document.sha256(facts.set().getBytes(StandardCharsets.UTF_8));
        return switch (Character.digit(hash.charAt(0), 16) / 4) {
            case 0 -> HELD_OUT;
            case 1 -> STARTING;
            default -> TRAINING;
        };
    }
}
